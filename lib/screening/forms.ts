import {
  alone,
  apart,
  begins,
  either,
  gap,
  gapSign,
  latin,
  latins,
  pattern,
  spread,
  spreads,
} from './spelling';

/** How plates, links and solicitations are written, as patterns of folded text. */

const province = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]';
const code = '[a-hj-np-z]';
const sign = '[a-hj-np-z0-9]';
const last = '[挂学警港澳]';
/** Not the end of 北京 or 更新: further apart only a province that stands by itself is one. */
const ofPlate = String.raw`(?:(?<![\u4e00-\u9fff].)|(?<=[牌车号码为是辆请].))`;

const wholeSigns = `(?=${code}{0,4}\\d)${sign}{4,5}(?:${sign}|${last})${alone}`;
const singleSigns = `(?=(?:${code}${apart}){0,4}\\d)${sign}(?:${apart}${sign}${alone}){3,4}(?:${apart}${sign}${alone}|${gap}${last})(?!${apart}${sign}${alone}|${gap}[年月])`;
const someSigns = `(?=(?:${code}${gap}){0,4}\\d)${sign}(?:${gap}${sign}){3,4}(?:${gap}${sign}|${last})${alone}(?!${gap}[年月])`;

/** Licence plates. Signs anywhere, when the province stands by itself and no word begins with its code, as in `新 APP 2026`. */
export const plate = pattern([
  `${province}(?:${code}${gap}${wholeSigns}|${gap}${code}${gap}${singleSigns}|${ofPlate}${gap}(?!${code}[a-z]{2})${code}${gap}${someSigns})`,
]);

const address = String.raw`[^\s<>"',;，。；、（）()【】《》“”\u4e00-\u9fff]{0,200}`;
const scheme = `${spread('http')}(?:${gap}s)?${gap}:${gap}/${gap}/`;
const domains = 'com cn net org cc top xyz vip info club shop site app io me tv link ltd icu im'.split(' ');
const host = String.raw`(?<![a-z0-9@._-])(?:[a-z0-9-]{1,63}\.){1,4}${either(domains)}(?![a-z0-9-])`;
const shorteners = either(
  't.cn dwz.cn url.cn suo.im u.nu is.gd bit.ly tinyurl.com'
    .split(' ')
    .map((name) => [...name].map((letter) => (letter === '.' ? String.raw`\.` : letter)).join(gap)),
);

/** Addresses that do not say where they lead, and what installs itself. */
export const blindLink = pattern([
  String.raw`${scheme}${gap}\d{1,3}(?:${gap}\.${gap}\d{1,3}){3}${address}`,
  `(?:${scheme}${gap})?(?<![a-z0-9.-])${shorteners}${gap}/${address}`,
  String.raw`${scheme}${gap}${address}\.(?:apk|exe)${alone}`,
]);

/** Addresses of any kind. */
export const link = pattern([`${scheme}${gap}${address}`, `${host}(?:[/?:]${address})?`]);

const single = `[a-z0-9](?: {1,2}[a-z0-9-]${alone}){0,30}`;
const singles = (names: readonly string[]) => names.map((name) => [...name].join(' {1,2}'));
const longDomains = domains.filter(({ length }) => length > 2);

/** The same with blanks: letter by letter, before the last dot, or after it. */
export const blankedLink = pattern([
  String.raw`(?<![a-z0-9@._-])(?:${single} {0,2}\. {0,2}){1,4}${either([...domains, ...singles(domains)])}(?![a-z0-9-])`,
  String.raw`(?<![a-z0-9@._-])(?:[a-z0-9-]{1,63}\.){0,3}[a-z0-9-]{1,63} {1,2}\. {0,2}${either(domains)}(?![a-z0-9-])`,
  String.raw`(?<![a-z0-9@._-])(?:[a-z0-9-]{1,63}\.){1,4}${either(singles(longDomains))}${alone}`,
]);

/** Official sites are meant to be linked. */
export const officialLink = /^(?:https?:\/\/)?(?:[a-z0-9-]{1,63}\.){0,4}(?:gov|edu)\.cn(?![a-z0-9.-])/;

const chat = either([spreads('微信 薇信 威信 微芯'), `v信|${begins('v')}${apart}信`, latins('vx wechat wx')]);
const penguin = either([latin('qq'), spreads('企鹅 扣扣')]);
const name = `(?:[a-z][a-z0-9_-]{5,19}|[a-z](?:${apart}[a-z0-9]${alone}){5,19})`;
const number = `(?:[1-9]\\d{4,11}|[1-9](?:${apart}\\d(?!\\d)){4,11})`;
const friend = either([spreads('微信 好友 二维码 码'), `v信|${begins('v')}${apart}信`, latin('vx')]);
const nearby = either(['[^\\n。]{0,6}', `${gap}(?:(?!${gapSign})[^\\n。]${gap}){0,6}`]);

/** Private accounts that are given away. */
export const solicitation = pattern([
  `${chat}(?:${gap}${spreads('号 群 同号 名片')})?[:\\s]{0,3}${name}`,
  `${penguin}(?:${gap}${spreads('群号 号 群')})?[:\\s]{0,3}${number}`,
  `(?:${spreads('私信 私聊 滴滴')}|${begins('d')}${gap}d)(?:${gap}我)?${gap}${spreads('领取 下单 了解 咨询 报名 进群')}`,
]);

/** What is handed out, but not by 领导. Whoever has a code scanned at a counter to 领取 or 申领 something lures nobody. */
const handed = `领(?!${gap}[导域先军会土事养])`;
const scanned = `领(?!${gap}[取导域先军会土事养])(?<!申${gap}领)`;
const gains = spreads('返现 返利 优惠 下单 红包');
const whom = `(?:${gap}${spreads('我 一下 下方')})?${gap}${friend}${nearby}`;

/** What leads to them. */
export const enticement = pattern([`加${whom}(?:${handed}|${gains})`, `扫${whom}(?:${scanned}|${gains})`]);

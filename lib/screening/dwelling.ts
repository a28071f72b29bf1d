import { either, gap, pattern, spread, spreads } from './spelling';

/** How addresses of people's homes are written, as patterns of folded text; those of offices are meant to be known. */

const digit = '[\\d一二三四五六七八九十百零]';
const number = `${digit}(?:${gap}${digit}){0,4}`;
const house = spreads('号楼 号院 栋 幢 座 楼 弄 #');
const stairs = `${gap}(?:${number}|[a-d甲乙丙丁])${gap}${spread('单元')}`;
const flat = `${gap}${number}(?:${gap}[室户号])?(?![\\d室户号层楼至到、~-])`;

const offices = either(
  '居委会 村委会 社区 党群 服务站 服务中心 办公 办事处 工作站 活动室 物业 驿站 窗口 诊所 食堂 派出所 警务室'.split(
    ' ',
  ),
);
const place = either('地点 办公 报名 领取 办理 登记点 服务站 服务中心 居委会 物业 驿站'.split(' '));
const together = '的?(?:全体)?(?:居民|住户|业主|群众|租户|商户)';

/** A flat, down to its door; not that of an office, nor one that people are asked to come to. */
export const flatNumber = pattern([
  `(?=${digit}${gap}(?:${digit}|号|栋|幢|座|楼|弄|#))${number}${gap}${house}(?<!${place}[^。!?;\\n]{0,24})${stairs}${flat}(?![^。!?;\\n]{0,8}${offices})`,
]);

/** Who is no household: 大家在和平路12号集合, 专家在305室义诊; nor is 三家在建单位. */
const nobody = either(
  '大 专 国 商 厂 店 管 买 卖 玩 作 画 各 每 这 那 哪 几 两 多 数 \\d 科学 企业 艺术 书法'.split(' '),
);
const livesIn = `家(?<!${nobody}${gap}家)${gap}在(?!建)`;
const lives = spreads(
  '家庭住址 家庭地址 家住 现住址 现住 现居住地址 现居住地 现居住址 居住地址 居住在 居住于 住址 户籍地址 户籍地 户籍所在地 租住在 租住于 暂住在 住在',
);
const way = `(?:(?!请|到|的|[年月]|申|办|登|变|填|报|派出所|服务|社区居|居委)[\\u4e00-\\u9fffa-z\\d#() ]){0,24}?`;
const building = `${number}${gap}${house}`;
const room = `${number}${gap}室(?![外内])`;
const flats = either([
  `${building}${either([`${stairs}(?:${flat})?`, `(?:${gap}${digit}){3,4}(?:${gap}[室户号])?`])}`,
  room,
  '\\d{1,3}-\\d{1,2}-\\d{3,4}',
]);
const estate = `[\\u4e00-\\u9fff]{1,8}?${either('小区 花园 家园 嘉园 公寓 新村 苑 里 城'.split(' '))}`;
const plot = `${number}${gap}号(?!${gap}(?:楼|院|线|令|文|公告|[至到前后以、~-]))`;
const inPlot = either([
  `${gap}(?:${estate}${gap})?${flats}`,
  `${gap}${building}`,
  `${gap}${number}(?:${gap}[室户])?`,
]);
const doors = either([flats, `${plot}(?:${inPlot})?`]);

const surname =
  '[王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚高于葛倪樊庞殷]';
/** Those that hardly begin another word: not 方便, 高龄 or 于明日. */
const plainSurname =
  '[王李刘陈杨赵周吴徐孙胡朱何郭罗宋郑谢韩唐冯董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎闫余潘杜戴汪姜范姚谭廖邹陆郝崔邱秦侯邵孟段尹黎乔贺龚葛倪樊]';
const title = spreads(
  '大爷 大妈 大娘 大叔 大婶 大伯 大姐 大哥 大嫂 阿姨 叔叔 伯伯 婆婆 奶奶 爷爷 老太 老汉 老人 先生 女士 师傅 老师 某',
);
const titled = `${surname}${gap}(?:[\\u4e00-\\u9fff]${gap}){0,2}?${title}[某太]?`;
const named = `(?:[老小]${surname}|(?:${plainSurname}|张(?!贴))(?:(?![之到回返居住在本全亲人一二三四五六七八九十])[\\u4e00-\\u9fff]){1,2}(?:(?<!${nobody})|(?<=[建卫保志振兴]国)))`;
/** 家, but not that of 家园, 家政 or 家庭医生. */
const home = `${gap}的?家(?![园具电居庄村界务装政属长常教纺庭乡用])`;
const resident = `[的(:, ]?(?:${either('住户 户主 居民 业主 独居 空巢 高龄 老人 党员'.split(' '))}){0,3}`;
const street = `(?:(?:(?![请到在往去从于至是为址点了])[\\u4e00-\\u9fff]){1,6}?${either('路 街 大道 巷 胡同 小区 花园 家园 嘉园 公寓 新村 苑 里'.split(' '))}${gap})?`;
const door = `(?:${plot}${gap}(?:${estate}${gap})?)?${flats}`;

const after = `(?![\\d室户号栋幢座多余人名家平米间层]|${gap}(?:${building}|${number}${gap}单元)|${together})(?![^。!?;\\n]{0,6}${offices})`;

/** Where somebody lives. */
export const dwelling = pattern([
  `(?:${livesIn}|${lives})(?![户房人])[ :为是于在]{0,3}${way}${doors}${after}`,
]);

/** Whether somebody's home is named at all: 张大爷家. Looked for from 家 back, which is rare. */
export const namedHome = pattern([`家(?<=(?:${titled}|${named})${home})`], '');

/** The address of such a home, before the person or after. After a mere name only, if it is a flat: places are called after families. */
export const homeOfSomebody = pattern([
  `${street}(?:${door}${resident}(?:${titled}|${named})|${either([doors, building])}${resident}${titled})${home}`,
  `${titled}${gap}的?家[(: ]${way}${doors}${after}`,
]);

import type { Category, Detector, Severity } from './categories';
import type { Folded } from './folding';

/** Something found by its form, by its places in the folded text. */
export interface PhraseFound {
  detector: Extract<Detector, 'plate' | 'secrecy' | 'link' | 'contact'>;
  category: Category;
  severity: Severity;
  explanation: string;
  from: number;
  to: number;
}

interface Form extends Omit<PhraseFound, 'from' | 'to'> {
  /** Of folded text: small Latin letters, plain widths, simplified characters. Bounded, so that it is linear. */
  pattern: RegExp;
  /** What has the form and is meant to be there. */
  except?: RegExp;
}

const address = String.raw`[^\s<>"',;，。；、（）()【】《》“”\u4e00-\u9fff]{0,200}`;
const host = String.raw`(?<![a-z0-9@._-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|cn|net|org|cc|top|xyz|vip|info|club|shop|site|app|io|me|tv|link|ltd|icu|im)(?![a-z0-9-])`;

const forms: readonly Form[] = [
  {
    detector: 'plate',
    category: 2,
    severity: 'warn',
    explanation: '疑似车牌号码，属个人信息；确需发布的请说明理由',
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·.\- ]?(?=[a-hj-np-z]{0,4}\d)[a-hj-np-z0-9]{4,5}[a-hj-np-z0-9挂学警港澳](?![a-z0-9])/g,
  },
  {
    detector: 'secrecy',
    category: 2,
    severity: 'warn',
    explanation: '带有密级标志，涉密文件资料不得在工作群发布',
    pattern:
      /(?:绝密|机密|秘密) {0,2}[★☆⭐✩✪✭*※](?: {0,2}(?:\d{1,2} ?(?:年|个月|月)|长期|启封前))?|密级[: ]{0,2}(?:绝密|机密|秘密)|^[ \t]{0,40}(?:绝密|机密|秘密)级?[ \t]{0,40}$/gm,
  },
  {
    detector: 'link',
    category: 4,
    severity: 'warn',
    explanation: '短链接、裸地址或安装包，看不出去向；请改用正式网址',
    pattern: new RegExp(
      String.raw`https?://\d{1,3}(?:\.\d{1,3}){3}${address}|(?:https?://)?(?<![a-z0-9.-])(?:t\.cn|dwz\.cn|url\.cn|suo\.im|u\.nu|is\.gd|bit\.ly|tinyurl\.com)/${address}|https?://${address}\.(?:apk|exe)(?![a-z0-9])`,
      'g',
    ),
  },
  {
    detector: 'link',
    category: 4,
    severity: 'hint',
    explanation: '含有网址，请核实来源和去向',
    pattern: new RegExp(`https?://${address}|${host}(?:[/?:]${address})?`, 'g'),
    except: /^(?:https?:\/\/)?(?:[a-z0-9-]{1,63}\.){0,4}(?:gov|edu)\.cn(?![a-z0-9.-])/,
  },
  {
    detector: 'contact',
    category: 4,
    severity: 'warn',
    explanation: '留有私人联系方式招揽，工作群不得推销、拉人',
    pattern:
      /(?:微信|v信|vx|薇信|威信|微芯|wechat|wx)(?:号|群|同号|名片)?[:\s]{0,3}[a-z][a-z0-9_-]{5,19}|(?:qq|企鹅|扣扣)(?:号|群|群号)?[:\s]{0,3}[1-9]\d{4,11}|(?:私信|私聊|滴滴|dd)我?(?:领取|下单|了解|咨询|报名|进群)/g,
  },
  {
    detector: 'contact',
    category: 4,
    severity: 'hint',
    explanation: '疑似引导添加好友或扫码领取，请确认与工作有关',
    pattern:
      /(?:加|扫)(?:我|一下|下方)?(?:微信|v信|vx|好友|二维码|码)[^\n。]{0,6}(?:领|返现|返利|优惠|下单|红包)/g,
  },
];

/** Licence plates, secrecy markings, links and solicitations. */
export function findPhrases({ text }: Folded): PhraseFound[] {
  const found: PhraseFound[] = [];
  for (const { pattern, except, ...what } of forms) {
    for (const match of text.matchAll(pattern)) {
      const [phrase] = match;
      if (except?.test(phrase)) continue;
      found.push({ ...what, from: match.index, to: match.index + phrase.length });
    }
  }
  return found;
}

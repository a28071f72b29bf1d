/** The six kinds of content that chapter 5 of the regulation forbids, by number. */
export type Category = 1 | 2 | 3 | 4 | 5 | 6;

export const categories: readonly Category[] = [1, 2, 3, 4, 5, 6];

export const categoryNames: Readonly<Record<Category, string>> = {
  1: '违法内容',
  2: '泄密与隐私',
  3: '谣言与虚假信息',
  4: '广告与拉票',
  5: '低俗暴力恐怖',
  6: '无关闲聊',
};

/** Its own clause first; then the one that says the same of members and of the whole regulation. */
const bases: Readonly<Record<Category, readonly [{ clause: string }, ...{ clause: string }[]]>> = {
  1: [{ clause: '5.1.1' }],
  2: [{ clause: '5.1.2' }, { clause: '1.3.3' }],
  3: [{ clause: '5.1.3' }],
  4: [{ clause: '5.1.4' }],
  5: [{ clause: '5.1.5' }],
  6: [{ clause: '5.1.6' }, { clause: '2.2.2d' }],
};

/** The clause a category rests on: `5.1.2`. */
export const clauseOf = (category: Category): string => bases[category][0].clause;

/** Every clause a category rests on, its own first: `5.1.2` and `1.3.3`. */
export const clausesOf = (category: Category): string[] => bases[category].map(({ clause }) => clause);

/**
 * How much a hit weighs. block: nothing is sent until it is removed or masked; warn: the author answers with a reason;
 * hint: it is pointed out.
 */
export type Severity = 'block' | 'warn' | 'hint';

export const severities: readonly Severity[] = ['block', 'warn', 'hint'];

export const severityNames: Readonly<Record<Severity, string>> = {
  block: '阻止',
  warn: '警示',
  hint: '提示',
};

export type Detector =
  | 'word'
  | 'citizen_id'
  | 'bank_card'
  | 'mobile'
  | 'near_number'
  | 'plate'
  | 'address'
  | 'secrecy'
  | 'link'
  | 'contact';

export const detectorNames: Readonly<Record<Detector, string>> = {
  word: '词库',
  citizen_id: '身份证号码',
  bank_card: '银行卡号',
  mobile: '手机号码',
  near_number: '疑似证件号码',
  plate: '车牌号码',
  address: '个人住址',
  secrecy: '涉密标志',
  link: '网址链接',
  contact: '联系方式招揽',
};

/** Something found in a text. `start` and `end` count UTF-16 units of the text as it was given, and lie between graphemes. */
export interface Hit {
  category: Category;
  detector: Detector;
  severity: Severity;
  start: number;
  end: number;
  /** Why it counts and what to do about it, for the author. */
  explanation: string;
}

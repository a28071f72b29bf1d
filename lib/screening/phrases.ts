import type { Category, Detector, Severity } from './categories';
import { dwelling, flatNumber, homeOfSomebody, namedHome } from './dwelling';
import type { Folded } from './folding';
import * as forms from './forms';
import { leakTold, marking, noRule, passedAround, secrecyBan, secrecyRule, secretPaper } from './secrecy';

/** Something found by its form, by its places in the folded text. */
export interface PhraseFound {
  detector: Extract<Detector, 'plate' | 'address' | 'secrecy' | 'link' | 'contact'>;
  category: Category;
  severity: Severity;
  explanation: string;
  from: number;
  to: number;
}

interface Spoken {
  /** Found in the same sentence, once what `without` finds there is left out. */
  by: RegExp;
  /** The same, unless the sentence tells what was done. */
  forbidden: RegExp;
  done: RegExp;
  without: RegExp;
  /** Found near by in the same paragraph. */
  told: RegExp;
  explanation: string;
}

interface Form extends Omit<PhraseFound, 'from' | 'to'> {
  pattern: RegExp;
  /** Whether a text can hold the form at all: most messages hold none, and are asked no more. */
  possible: (folded: Folded) => boolean;
  /** What has the form and is meant to be there, blanks left out. */
  except?: RegExp;
  /** What it comes to where it is only spoken of: not a warning but a hint. */
  spoken?: Spoken;
}

const hasAddress = ({ text, latin }: Folded): boolean => latin && /\.|:\/\//.test(text);

const hasAbode = ({ text, digits }: Folded): boolean => digits > 0 && /[住居家籍]/.test(text);

const anyLink = {
  detector: 'link',
  category: 4,
  severity: 'hint',
  explanation: '含有网址，请核实来源和去向',
  except: forms.officialLink,
} as const;

const abode = {
  detector: 'address',
  category: 2,
  severity: 'warn',
  explanation: '疑似个人住址，属个人信息；确需发布的请说明理由',
} as const;

const known: readonly Form[] = [
  {
    detector: 'plate',
    category: 2,
    severity: 'warn',
    possible: ({ latin, digits }) => latin && digits > 0,
    explanation: '疑似车牌号码，属个人信息；确需发布的请说明理由',
    pattern: forms.plate,
  },
  {
    detector: 'secrecy',
    category: 2,
    severity: 'warn',
    possible: ({ text }) => text.includes('密'),
    explanation: '带有密级标志，涉密文件资料不得在工作群发布',
    pattern: marking,
  },
  {
    detector: 'secrecy',
    category: 2,
    severity: 'warn',
    possible: ({ text }) => /[密内]/.test(text),
    explanation: '写明为涉密或内部文件资料，不得在工作群发布；确属误报的请说明理由',
    pattern: secretPaper,
    spoken: {
      by: secrecyRule,
      forbidden: secrecyBan,
      done: passedAround,
      without: noRule,
      told: leakTold,
      explanation: '提到涉密或内部文件资料，请确认没有写入其内容',
    },
  },
  { ...abode, possible: hasAbode, pattern: dwelling },
  {
    ...abode,
    possible: (folded) => hasAbode(folded) && namedHome.test(folded.text),
    pattern: homeOfSomebody,
  },
  {
    detector: 'address',
    category: 2,
    severity: 'hint',
    possible: ({ text, digits }) => digits > 0 && text.includes('单'),
    explanation: '写到楼栋单元门牌，如为个人住址请隐去',
    pattern: flatNumber,
  },
  {
    detector: 'link',
    category: 4,
    severity: 'warn',
    possible: hasAddress,
    explanation: '短链接、裸地址或安装包，看不出去向；请改用正式网址',
    pattern: forms.blindLink,
  },
  { ...anyLink, possible: hasAddress, pattern: forms.link },
  {
    ...anyLink,
    possible: (folded) => hasAddress(folded) && / \.|\.[a-z] /.test(folded.text),
    pattern: forms.blankedLink,
  },
  {
    detector: 'contact',
    category: 4,
    severity: 'warn',
    possible: ({ text, latin }) => latin || /[私滴扣鹅]/.test(text),
    explanation: '留有私人联系方式招揽，工作群不得推销、拉人',
    pattern: forms.solicitation,
  },
  {
    detector: 'contact',
    category: 4,
    severity: 'hint',
    possible: ({ text }) => /[领返优下红]/.test(text),
    explanation: '疑似引导添加好友或扫码领取，请确认与工作有关',
    pattern: forms.enticement,
  },
];

/** Where a form stands in a text. Not by `matchAll`, which copies the pattern for every text: that takes longer than to look. */
function* matchesOf({ pattern, except }: Form, text: string): Generator<{ from: number; to: number }> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [phrase] = match;
    if (!except?.test(phrase.replaceAll(' ', '')))
      yield { from: match.index, to: match.index + phrase.length };
  }
}

const sentenceEnd = /[。!?;\n]/;
/** How much of a long sentence, and of a story told in several, is looked at on either side. */
const sentenceReach = 40;
const storyReach = 120;

/** What stands before and after a place up to an end on either side, with a line's end in its stead. */
function besides(text: string, from: number, to: number, end: RegExp, reach: number): string {
  const before = text.slice(Math.max(0, from - reach), from);
  const after = text.slice(to, to + reach);
  return `${before.split(end).at(-1) ?? ''}\n${after.split(end, 1)[0] ?? ''}`;
}

function isSpoken(spoken: Spoken, text: string, from: number, to: number): boolean {
  const { by, forbidden, done, without, told } = spoken;
  const sentence = besides(text, from, to, sentenceEnd, sentenceReach).replace(without, '');
  if (by.test(sentence) || told.test(besides(text, from, to, /\n/, storyReach))) return true;
  return forbidden.test(sentence) && !done.test(sentence);
}

/** Licence plates, addresses of homes, secrecy markings, links and solicitations. */
export function findPhrases(folded: Folded): PhraseFound[] {
  const found: PhraseFound[] = [];
  for (const form of known) {
    if (!form.possible(folded)) continue;
    const { detector, category, severity, explanation, spoken } = form;
    for (const { from, to } of matchesOf(form, folded.text)) {
      const hint =
        spoken && isSpoken(spoken, folded.text, from, to)
          ? ({ severity: 'hint', explanation: spoken.explanation } as const)
          : null;
      found.push({ detector, category, severity, explanation, ...hint, from, to });
    }
  }
  return found;
}

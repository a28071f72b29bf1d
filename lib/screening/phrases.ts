import type { Category, Detector, Severity } from './categories';
import type { Folded } from './folding';
import * as forms from './forms';

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
  pattern: RegExp;
  /** Whether a text can hold the form at all: most messages hold none, and are asked no more. */
  possible: (folded: Folded) => boolean;
  /** What has the form and is meant to be there, blanks left out. */
  except?: RegExp;
}

const hasAddress = ({ text, latin }: Folded): boolean => latin && /\.|:\/\//.test(text);

const anyLink = {
  detector: 'link',
  category: 4,
  severity: 'hint',
  explanation: '含有网址，请核实来源和去向',
  except: forms.officialLink,
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
    pattern: forms.secrecy,
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

/** Licence plates, secrecy markings, links and solicitations. */
export function findPhrases(folded: Folded): PhraseFound[] {
  const found: PhraseFound[] = [];
  for (const form of known) {
    if (!form.possible(folded)) continue;
    const { detector, category, severity, explanation } = form;
    for (const { from, to } of matchesOf(form, folded.text))
      found.push({ detector, category, severity, explanation, from, to });
  }
  return found;
}

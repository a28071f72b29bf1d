import { isMobile, normalPhone } from '@/lib/identity/people/rules';
import { isCompoundSurname, startsWithSurname } from './surnames';

/** A person as somebody wrote him on a line; empty where the line does not say. */
export interface PastedPerson {
  /** From 1, as the text counts them. */
  line: number;
  /** The line as it stands. */
  text: string;
  name: string;
  phone: string;
  duty: string;
  unit: string;
  /** Why the line cannot be used as it is. */
  problem?: string;
}

interface Line {
  line: number;
  text: string;
  tokens: string[];
  phone: string;
  problem?: string;
}

const invisible = /[\p{Cf}\p{Cc}]/gu;
const ordinal = /^\s*(?:[(【[]?\d{1,3}[)】\].、:]\s*|\d{1,3}[\s,]+(?=\D|1\d{10}|1\d\d[-\s]\d{4}[-\s]\d{4}))/;
const separator = /[,;:、。|/\\"'()[\]【】<>《》“”]+/;
/** Eleven digits from a 1 on, grouped or not; or any other long row of digits, which then is a wrong number. */
const phones = /(?:\+?86[-\s]?)?(?<!\d)1\d(?:[-\s]?\d){9}(?!\d)|\d(?:[-\s]?\d){5,}/g;
const headings = new Set(
  '序号 编号 姓名 名字 人员 手机 手机号 手机号码 电话 联系电话 联系方式 职务 岗位 职位 单位 部门 社区 所在单位 备注'.split(
    ' ',
  ),
);
const dutyWord =
  /(?:员|长|书记|主任|干事|经理|助理|医生|老师|教师|民警|辅警|秘书|会计|出纳|委员|负责人|专干|社工|保安|保洁|司机|志愿者|临时工|代表|岗|组|队|办|科|室|站|所|工作)$/;

/** One line as `text` may hold several people: parts with a phone each. */
function parts(text: string): string[] {
  if ([...text.matchAll(phones)].length < 2) return [text];
  const found = text.split(/[;,、。]/).filter((part) => part.trim());
  return found.every((part) => [...part.matchAll(phones)].length === 1) ? found : [text];
}

/** `张 三` was one name: a lone character belongs to the surname, or the lone character, before it. */
function joined(words: readonly string[]): string[] {
  const found: string[] = [];
  for (const word of words) {
    const before = found.at(-1);
    const letters = /^[A-Za-z.]+$/;
    if (before && letters.test(before.split(' ').at(-1) ?? '') && letters.test(word))
      found[found.length - 1] = `${before} ${word}`;
    else if (
      before &&
      isHan(word, 1, 2) &&
      (isHan(before, 1, 1) || (isHan(word, 1, 1) && isCompoundSurname(before)))
    )
      found[found.length - 1] = before + word;
    else found.push(word);
  }
  return found;
}

function isHan(text: string, least: number, most: number): boolean {
  const { length } = [...text];
  return /^\p{Script=Han}+$/u.test(text) && length >= least && length <= most;
}

function readLine(line: number, text: string): Line {
  const found = [...text.matchAll(phones)].map(([digits]) => digits);
  const cells = text.replace(phones, '|').split(separator);
  const tokens = cells.flatMap((cell) => joined(cell.split(/\s+/).filter(Boolean)));
  const phone = normalPhone(found[0] ?? '');
  if (found.length > 1) return { line, text, tokens, phone, problem: '一行有多个号码，请每人一行' };
  if (phone && !isMobile(phone)) return { line, text, tokens, phone, problem: '手机号应为 11 位，请核对' };
  return { line, text, tokens, phone };
}

/** How much a word looks like a person's name; 0 when it cannot be one. */
function likeness(token: string): number {
  const characters = [...token];
  if (/^\p{Script=Han}{1,10}(?:·\p{Script=Han}{1,10})+$/u.test(token)) return 4;
  if (/^[A-Za-z][A-Za-z.]*(?: [A-Za-z.]+)+$/.test(token)) return 2;
  if (!isHan(token, 2, 4)) return 0;
  const surname = startsWithSurname(characters);
  const long = characters.length === 4 && !isCompoundSurname(characters.slice(0, 2).join(''));
  if (dutyWord.test(token)) return surname && characters.length < 4 ? 1 : 0;
  if (long) return surname ? 1 : 0;
  return surname ? 3 : 1;
}

const scored = (tokens: readonly string[], units: ReadonlySet<string>) =>
  tokens.map((token) => (units.has(token) ? 0 : likeness(token)));

/** In which column most lines have what looks most like a name: people paste tables. */
function nameColumn(lines: readonly Line[], units: ReadonlySet<string>): number {
  const votes: number[] = [];
  for (const { tokens } of lines) {
    const scores = scored(tokens, units);
    const best = Math.max(0, ...scores);
    scores.forEach((score, column) => {
      if (score > 0 && score === best) votes[column] = (votes[column] ?? 0) + 1;
    });
  }
  return votes.reduce((best, count, column) => (count > (votes[best] ?? 0) ? column : best), 0);
}

function person({ tokens, ...line }: Line, column: number, units: ReadonlySet<string>): PastedPerson {
  const unit = tokens.find((token) => units.has(token)) ?? '';
  const scores = scored(tokens, units);
  const best = Math.max(0, ...scores);
  const at = best > 0 && scores[column] === best ? column : scores.indexOf(best);
  const name = best > 0 ? (tokens[at] ?? '') : '';
  const duty = tokens.filter((token, i) => i !== at && token !== unit).join(' ');
  const problem = line.problem ?? (name ? undefined : '看不出姓名，请按“姓名 手机号 职务”填写');
  return {
    line: line.line,
    text: line.text.trim(),
    name,
    phone: line.phone,
    duty: name ? duty : tokens.filter((token) => token !== unit).join(' '),
    unit,
    ...(problem ? { problem } : {}),
  };
}

const isHeading = ({ tokens, phone }: Line) =>
  !phone && tokens.length > 0 && tokens.every((token) => headings.has(token));

/**
 * Reads people from pasted lines of name, phone, duty and unit in any order, whatever stands between them. Every line that says
 * anything but column headings gives at least one person, with a problem where it cannot be read; nobody is made up.
 * @param units names and short names by which a word is known to be a unit
 */
export function readPastedPeople(text: string, units: ReadonlySet<string> = new Set()): PastedPerson[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((raw, i) => {
    const plain = raw
      .normalize('NFKC')
      .replace(/[\t]/g, ' \t')
      .replace(invisible, (sign) => (sign === '\t' ? ' ' : ''));
    const clean = plain.replace(ordinal, '').replace(/[・•‧]/g, '·');
    return clean.trim() ? parts(clean).map((part) => ({ raw, line: readLine(i + 1, part) })) : [];
  });
  const told = lines.map(({ line }) => line).filter((line) => !isHeading(line));
  const column = nameColumn(told, units);
  return told.map((line) => person(line, column, units));
}

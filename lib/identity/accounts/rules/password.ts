import { pinyin } from 'pinyin-pro';
import { longestPassword, threeKinds } from './password-limits';

/** Who the password is for: nothing of it may be guessed from his surroundings. */
export interface PasswordSurroundings {
  username: string;
  name: string;
  unitName: string;
  unitShortName: string;
  streetName: string;
}

const systemWords = ['群序', 'qunxu'];

const spelled = (words: string): string =>
  pinyin(words, { toneType: 'none', type: 'array' }).join('').toLowerCase();

/** `和平社区` also counts as `和平`: nobody writes the kind of a unit into a password. */
const core = (name: string): string => name.replace(/(街道|社区|办公室|工委|所)$/, '');

/** Long enough to be meant: two characters, or four letters. */
const meant = (word: string): boolean => word.length >= (/\p{Script=Han}/u.test(word) ? 2 : 4);

/** Words that must not appear in the person's password, in characters and in pinyin, lower case. */
export function contextWords(who: PasswordSurroundings): string[] {
  const names = [
    who.name,
    who.unitName,
    core(who.unitName),
    who.unitShortName,
    who.streetName,
    core(who.streetName),
  ];
  const all = [...names, ...names.map(spelled), ...who.username.split('.'), who.username, ...systemWords];
  return [...new Set(all.map((word) => word.toLowerCase()))].filter(meant);
}

/** What is left of a password when digits and signs are taken off both ends: `Password2026!` is `password`. */
const bare = (password: string): string => password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

const repeated = (text: string): string => /^(.+?)\1+$/u.exec(text)?.[1] ?? text;

function isRun(password: string): boolean {
  const steps = [...password].map(
    (sign, at, all) => (sign.codePointAt(0) ?? 0) - (all[at - 1]?.codePointAt(0) ?? 0),
  );
  const step = steps[1] ?? 0;
  return Math.abs(step) <= 1 && steps.slice(1).every((one) => one === step);
}

function isCommon(password: string, common: ReadonlySet<string>): boolean {
  const lower = password.toLowerCase();
  const forms = [lower, repeated(lower), bare(lower), repeated(bare(lower))];
  if (forms.some((form) => common.has(form))) return true;
  return isRun(lower) || new Set(lower).size < 4 || /^1[3-9]\d{9}$/.test(password);
}

/** The first of the words in the password, however it is set apart by spaces, dots or dashes. */
const contextIn = (password: string, words: readonly string[]): string | undefined =>
  words.find((word) =>
    password
      .toLowerCase()
      .replace(/[\s._-]/g, '')
      .includes(word.replace(/[\s._-]/g, '')),
  );

const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];

/** Capital and small letters, digits, and everything else, Chinese characters among it. */
const kindsIn = (password: string): number => kinds.filter((kind) => kind.test(password)).length;

interface PasswordRules {
  /** In characters as a person counts them. */
  shortest: number;
  /** `three` only where an assessment by 等保 asks for it. */
  kinds: 'any' | 'three';
  /** Lower-case passwords that are tried first by anybody. */
  common: ReadonlySet<string>;
  words: readonly string[];
}

/**
 * What is wrong with a new password, in Chinese; null when nothing is. Length, common passwords and words of the person's
 * surroundings; kinds of characters only by setting.
 */
export function passwordProblem(password: string, rules: PasswordRules): string | null {
  const { shortest, common, words } = rules;
  const length = [...password].length;
  if (length < shortest) return `密码至少 ${shortest} 位，现为 ${length} 位`;
  if (length > longestPassword) return `密码最长 ${longestPassword} 位`;
  if (rules.kinds === 'three' && kindsIn(password) < 3) return `密码须含${threeKinds}`;
  if (isCommon(password, common)) return '这是常见密码，容易被猜中，请换一个';
  const word = contextIn(password, words);
  return word ? `密码不得包含姓名、用户名、单位、街道或系统名称（「${word}」）` : null;
}

import type { Detector } from './categories';
import { type Folded, gapKind, spokenSigns } from './folding';

/** A number with a form of its own, by its places in the folded text. */
export interface NumberFound {
  detector: Extract<Detector, 'citizen_id' | 'bank_card' | 'mobile' | 'near_number'>;
  from: number;
  to: number;
}

const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10x98765432';

function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether these 18 signs are a citizen id number: province, day of birth and check digit (GB 11643). */
export function isCitizenId(number: string): boolean {
  if (!/^\d{17}[\dx]$/.test(number)) return false;
  if (!(provinces.has(number.slice(0, 2)) && isDay(number.slice(6, 14)))) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return checks[sum % 11] === number[17];
}

/** Issuers by how their numbers begin, and how long those are. */
const issuers: readonly [RegExp, number, number][] = [
  [/^62/, 16, 19],
  [/^9558/, 19, 19],
  [/^60/, 16, 19],
  [/^(4|5[1-5]|35)/, 16, 16],
  [/^2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)/, 16, 16],
  [/^3[47]/, 15, 15],
  [/^3[68]/, 14, 14],
];

/** Whether these digits are the number of a bank card: issuer, length and Luhn's check digit. */
export function isBankCard(number: string): boolean {
  const { length } = number;
  if (!issuers.some(([start, least, most]) => length >= least && length <= most && start.test(number)))
    return false;
  let sum = 0;
  for (let i = 0; i < length; i += 1) {
    const digit = Number(number[length - 1 - i]);
    const doubled = i % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const isMobile = (number: string): boolean => /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(number);

/** What a number is by itself, whatever stands before it. */
function kindOf(number: string): NumberFound['detector'] | null {
  if (isCitizenId(number)) return 'citizen_id';
  if (isBankCard(number)) return 'bank_card';
  return isMobile(number) ? 'mobile' : null;
}

interface Group {
  from: number;
  to: number;
  digits: string;
}

const longest = 19;
/** Two signs between groups are a habit of writing; more are a distance. */
const widestGap = 2;

function joins(text: string, left: Group, right: Group): boolean {
  if (right.from - left.to > widestGap) return false;
  for (let place = left.to; place < right.from; place += 1) if (gapKind(text, place) !== 1) return false;
  return true;
}

/** Written whole, in groups of three and more, or digit by digit; `12 5 2026` is a row of numbers. */
const isRegular = (groups: readonly Group[]): boolean =>
  groups.slice(0, -1).every(({ digits }) => digits.length >= 3) ||
  (groups.length >= 6 && groups.every(({ digits }) => digits.length <= 2));

type KindOf = (number: string) => NumberFound['detector'] | null;

/** The longest number of these kinds that begins with this group. */
function numberFrom(
  text: string,
  groups: readonly Group[],
  first: number,
  kind: KindOf = kindOf,
): NumberFound | null {
  let digits = '';
  let best: NumberFound | null = null;
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last];
    const before = groups[last - 1];
    if (!group || (last > first && before && !joins(text, before, group))) break;
    digits += group.digits;
    if (digits.length > longest) break;
    const { from } = groups[first] ?? group;
    const detector = isRegular(groups.slice(first, last + 1)) ? kind(digits) : null;
    if (detector) best = { detector, from, to: group.to };
  }
  return best;
}

/** An x alone ends a number written digit by digit. */
const digitGroup = /\d+(?:x(?![a-z0-9]))?|(?<![a-z0-9])x(?![a-z0-9])/g;

function groupsIn(text: string): Group[] {
  return Array.from(text.matchAll(digitGroup), ({ index, 0: digits }) => ({
    from: index,
    to: index + digits.length,
    digits,
  }));
}

function numbersIn(text: string): NumberFound[] {
  const groups = groupsIn(text);
  const found: NumberFound[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const number = numberFrom(text, groups, first);
    if (!number) continue;
    found.push(number);
    while ((groups[first + 1]?.from ?? number.to) < number.to) first += 1;
  }
  return found;
}

const spoken = new Map([...'零一二三四五六七八九'].map((sign, digit) => [sign, String(digit)]));
for (const [digit, sign] of [...'零壹贰叁肆伍陆柒捌玖'].entries()) spoken.set(sign, String(digit));
for (const [sign, digit] of ['幺1', 'o0', 'l1', 'i1']) spoken.set(sign ?? '', digit ?? '');

const spokenSign = new RegExp(`[${spokenSigns}]`, 'g');
/** No number of these kinds is shorter. */
const fewest = 11;

/** What a number is said to be by the letters right before it, and how long such a number is. */
const labels: readonly [RegExp, RegExp][] = [
  [/(?:身份证(?:号码|号)?|(?:公民身份|证件)(?:号码|号))(?:是|为)?(?=\d)/g, /^\d{17}[\dx]$/],
  [/(?:银行卡(?:号码|号)?|卡号码?)(?:是|为)?(?=\d)/g, /^\d{16,19}$/],
];

/** Between a label and its number: a colon, blanks, a bracket, a new line; never the end of a sentence. */
const beside = /^[^。!?;]{0,4}$/;

/** Numbers that a label says to be of a citizen or a card and that are as long, but do not add up: mistyped or disguised. */
function nearNumbersIn(text: string, { letters, places }: Folded): NumberFound[] {
  const groups = groupsIn(text);
  const byPlace = new Map(groups.map(({ from }, index) => [from, index]));
  const said = letters.map((_, index) => text[places[index] ?? 0]).join('');
  return labels.flatMap(([label, form]) =>
    Array.from(said.matchAll(label)).flatMap(({ index, 0: words }) => {
      const begins = index + words.length;
      const [end = 0, from = 0] = [places[begins - 1], places[begins]];
      const first = byPlace.get(from);
      if (first === undefined || !beside.test(text.slice(end + 1, from))) return [];
      const near = numberFrom(text, groups, first, (number) => (form.test(number) ? 'near_number' : null));
      return near ?? [];
    }),
  );
}

/** A card's number has no fewer digits. */
const fewestNear = 16;

function withNear(text: string, folded: Folded, found: NumberFound[]): NumberFound[] {
  if (folded.digits < fewestNear || !/[证份卡]/.test(text)) return found;
  // What does add up blocks, and must not be lost in what only warns; a mobile number is found by chance in the digits of an id.
  const weighty = found.filter(({ detector }) => detector !== 'mobile');
  const near = nearNumbersIn(text, folded).filter(({ from, to }) =>
    weighty.every((known) => known.to <= from || known.from >= to),
  );
  const inside = (one: NumberFound) => near.some(({ from, to }) => one.from >= from && one.to <= to);
  return [...found.filter((one) => !inside(one)), ...near];
}

/**
 * Citizen ids, bank cards and mobile numbers, also in groups, digit by digit, and with words or letters for digits; and what a label
 * says to be an id or a card though it does not add up.
 */
export function findNumbers(folded: Folded): NumberFound[] {
  const { text, digits } = folded;
  if (digits < fewest) return [];
  const found = numbersIn(text);
  const written = text.replace(spokenSign, (sign) => spoken.get(sign) ?? sign);
  if (written === text) return withNear(text, folded, found);
  const known = new Set(found.map(({ from, to }) => `${from}-${to}`));
  const spelled = numbersIn(written).filter(({ from, to }) => !known.has(`${from}-${to}`));
  return withNear(written, folded, [...found, ...spelled]);
}

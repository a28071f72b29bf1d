const separators = /[\s\-‐-―()（）.]/g;
const countryCode = /^(\+|00)?86(?=1\d{10}$)/;

/** A phone number as it is kept: digits only, full-width signs, separators and +86 taken away. Other text stays odd. */
export function normalPhone(text: string): string {
  return text.normalize('NFKC').replace(separators, '').replace(countryCode, '');
}

/** Whether it is a mainland mobile number in the form `normalPhone` gives. */
export function isMobile(digits: string): boolean {
  return /^1[3-9]\d{9}$/.test(digits);
}

/** `138****5678`: what screens, exports and the audit trail show. */
export function maskPhone(digits: string): string {
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

const betweenHan = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/** A person's name as it is kept: one kind of middle dot, no spaces between Chinese characters (`张 三` is 张三). */
export function normalName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[・•‧]/g, '·')
    .replace(/\s+/g, ' ')
    .replace(betweenHan, '')
    .trim();
}

export type PersonSearch =
  | { by: 'nothing' }
  | { by: 'phone'; phone: string }
  | { by: 'spelling'; letters: string }
  | { by: 'name'; name: string };

/** What somebody looks for: a whole mobile number, pinyin or initials (ü typed as v or ü), or a part of a name. */
export function readSearch(q: string): PersonSearch {
  const name = normalName(q);
  if (name === '') return { by: 'nothing' };
  const phone = normalPhone(q);
  if (isMobile(phone)) return { by: 'phone', phone };
  const letters = name.toLowerCase().replaceAll('ü', 'v').replace(/[\s']/g, '');
  return /^[a-z]+$/.test(letters) ? { by: 'spelling', letters } : { by: 'name', name };
}

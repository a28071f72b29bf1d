/** A cell with content, as it is read: `text` is always what stands for it in words. */
export type SheetCell =
  | { is: 'text' | 'number' | 'date' | 'boolean'; text: string }
  /** Cannot be used; `message` says why. */
  | { is: 'fault'; text: string; message: string };

const escaped = /_x([0-9A-Fa-f]{4})_/g;
const unseen = /[\p{Cf}\p{Co}\p{Cs}]/gu;
const control = /[\p{Cc}\p{Z}]+/gu;
/** An apostrophe before what could be a formula: our own exports put it there. */
const guarded = /^'(?=\s*[=+\-@＝＋－＠﹦﹢﹣﹫⁺⁼₊₌])/u;

/** Text as people see it: the format's escapes undone once, unseen signs taken out, blanks of all kinds as one. */
export function plainText(raw: string): string {
  return raw
    .replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(unseen, '')
    .replace(control, ' ')
    .trim()
    .replace(guarded, '');
}

const dayMs = 86_400_000;
const firstDay = Date.UTC(1899, 11, 30);
const mostDays = 2_958_466;

/** A workbook's number as the day or moment it stands for: `2026-11-22`, `2026-11-22 14:05`, `14:05`; null when it is none. */
export function dateText(serial: number, from1904: boolean): string | null {
  const days = from1904 ? serial + 1462 : serial;
  if (!(days >= 0 && days < mostDays)) return null;
  const iso = new Date(firstDay + Math.round((days * dayMs) / 1000) * 1000).toISOString();
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 16)];
  if (days < 1) return time;
  return time === '00:00' ? day : `${day} ${time}`;
}

const builtInDates: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a number format shows a date: one of the built-in ones, or a pattern with years, days, hours or seconds. */
export function isDateFormat(id: number, pattern: string | undefined): boolean {
  if (pattern === undefined) return builtInDates.some(([from, to]) => id >= from && id <= to);
  const bare = pattern.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '');
  return /[ymdhs年月日时]/i.test(bare);
}

/** A number without the format's exponent: `1.3800005678E10` is 13800005678. */
export function numberText(raw: string): string | null {
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return null;
  return Number.isSafeInteger(number) ? String(number) : raw.trim();
}

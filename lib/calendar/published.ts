// The default import is the one that its CommonJS file (plain Node) and its module file (bundlers) have in common.
import chineseDays from 'chinese-days';

const { getDayDetail, getHolidaysInRange, getSolarDateFromLunar, getSolarTermDate } = chineseDays;

/** What the public calendar says of a day, before the office's own word. */
export interface PublicDay {
  working: boolean;
  /** 国庆节, 中秋; null for an ordinary working day or weekend. */
  name: string | null;
  /** The State Council has not yet published that year's arrangement (调休): only weekends and statutory days are known. */
  provisional: boolean;
}

const publishedYears = new Map<number, boolean>();

/** Whether the year's arrangement of holidays is known. */
function isPublishedYear(year: number): boolean {
  const known = publishedYears.get(year);
  if (known !== undefined) return known;
  const found = getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
  publishedYears.set(year, found);
  return found;
}

const statutoryYears = new Map<number, ReadonlyMap<string, string>>();

function previousDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function nextDays(day: string, count: number): string[] {
  const start = Date.parse(`${day}T00:00:00Z`);
  return Array.from({ length: count }, (_, i) => new Date(start + i * 86_400_000).toISOString().slice(0, 10));
}

/**
 * The days off that the law itself fixes (全国年节及纪念日放假办法, as revised for 2025): they hold before the year's
 * arrangement is published.
 */
function statutoryDays(year: number): ReadonlyMap<string, string> {
  const known = statutoryYears.get(year);
  if (known) return known;
  const newYear = getSolarDateFromLunar(`${year}-01-01`).date;
  const days = new Map([
    [`${year}-01-01`, '元旦'],
    ...nextDays(previousDay(newYear), 4).map((day) => [day, '春节'] as const),
    [getSolarTermDate(year, 4, 'pure_brightness'), '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [getSolarDateFromLunar(`${year}-05-05`).date, '端午'],
    [getSolarDateFromLunar(`${year}-08-15`).date, '中秋'],
    ...nextDays(`${year}-10-01`, 3).map((day) => [day, '国庆节'] as const),
  ]);
  statutoryYears.set(year, days);
  return days;
}

/** The public calendar's word on a day `2026-10-01`. */
export function publicDay(day: string): PublicDay {
  const year = Number(day.slice(0, 4));
  const detail = getDayDetail(day);
  // Named days read `National Day,国庆节,3`; others have the weekday's English name.
  const name = detail.name.split(',')[1] ?? null;
  if (isPublishedYear(year)) return { working: detail.work, name, provisional: false };
  const statutory = statutoryDays(year).get(day) ?? null;
  return { working: detail.work && statutory === null, name: statutory, provisional: true };
}

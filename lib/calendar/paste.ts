/** One day of a pasted list. */
export interface PastedDay {
  day: string;
  working: boolean;
  name: string;
}

export interface Pasted {
  days: PastedDay[];
  /** Lines that could not be read, as they stand. */
  unread: string[];
}

const dayMs = 86_400_000;
const longestHoliday = 15;

function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.toISOString().slice(0, 10);
}

function daysBetween(first: string, last: string): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  const count = (Date.parse(`${last}T00:00:00Z`) - start) / dayMs + 1;
  if (count < 1 || count > longestHoliday) return [];
  return Array.from({ length: count }, (_, i) => new Date(start + i * dayMs).toISOString().slice(0, 10));
}

const isoLine = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，、:：]*(.*)$/;
const workingWord = /(上班|补班|工作|班)$/;
const restWord = /(放假|休息|调休|休|假)$/;

/** `2027-02-05 春节`, `2027/02/20 春节 上班`. */
function readIsoLine(line: string): PastedDay[] | null {
  const [, year, month, date, rest = ''] = isoLine.exec(line) ?? [];
  const day = year ? dayOf(Number(year), Number(month), Number(date)) : null;
  if (!day) return null;
  const working = workingWord.test(rest);
  const name = rest.replace(workingWord, '').replace(restWord, '').trim();
  return name ? [{ day, working, name }] : null;
}

const chineseDay = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(][^）)]*[）)])?/;
const span = new RegExp(`${chineseDay.source}(?:\\s*(?:至|到|—|-|~)\\s*${chineseDay.source})?`, 'g');

/** The days of `1月1日（周四）至3日（周六）`; a month or year left out is the one before it. */
function spans(text: string, year: number): string[] {
  let month = 0;
  return [...text.matchAll(span)].flatMap(([, y1, m1, d1, y2, m2, d2]) => {
    month = m1 ? Number(m1) : month;
    const first = dayOf(y1 ? Number(y1) : year, month, Number(d1));
    if (!first) return [];
    if (!d2) return [first];
    month = m2 ? Number(m2) : month;
    const last = dayOf(y2 ? Number(y2) : year, month, Number(d2));
    return last ? daysBetween(first, last) : [];
  });
}

/** `元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。`, as the State Council announces it. */
function readNoticeLine(line: string, year: number): PastedDay[] | null {
  const [, name, text] = /^(?:[一二三四五六七八九十]+[、.．]\s*)?([^：:\d]{2,12})[：:](.+)$/.exec(line) ?? [];
  if (!(name && text)) return null;
  const days = text.split(/[。；;]/).flatMap((sentence) => {
    const working = /上班/.test(sentence);
    if (!(working || /放假|休息/.test(sentence))) return [];
    return spans(sentence, year).map((day) => ({ day, working, name: name.trim() }));
  });
  return days.length ? days : null;
}

/**
 * Reads the year's published holidays: lines of date and name, or the paragraphs of the official announcement.
 * @param year the year of days that name none
 */
export function readPastedDays(text: string, year: number): Pasted {
  const days = new Map<string, PastedDay>();
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/).map((part) => part.trim())) {
    if (!line) continue;
    const read = readIsoLine(line) ?? readNoticeLine(line, year);
    if (!read) unread.push(line);
    for (const day of read ?? []) days.set(day.day, day);
  }
  return { days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)), unread };
}

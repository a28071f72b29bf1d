import { and, asc, between, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db, type Reader } from '@/db/client';
import { calendarDays } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import { forgetSettings, officeNow } from '@/lib/settings/queries';
import type { CalendarDayRow } from './list';
import { publicDay } from './published';
import type { WorkCalendar } from './rules';

/** Forgets the cached calendar; the next reader sees the change. Other instances follow within five seconds. */
export const forgetCalendar = forgetSettings;

/** The working calendar in force: the office's overrides and hours. Cached for five seconds. */
export async function workCalendar(on: Reader = db()): Promise<WorkCalendar> {
  const { settings, days } = await officeNow(on);
  return {
    overrides: days,
    hours: { opens: settings['office.opens'], closes: settings['office.closes'] },
  };
}

export interface CalendarDay {
  day: string;
  working: boolean;
  /** 国庆节; null for an ordinary day. */
  name: string | null;
  /** Neither the office nor the State Council has said so finally. */
  provisional: boolean;
  /** The office's own word on it. */
  own: CalendarDayRow | null;
}

export interface CalendarYear {
  year: number;
  /** January to December. */
  months: CalendarDay[][];
  workingDays: number;
  /** The year's arrangement is not published: only weekends and statutory days are known. */
  provisional: boolean;
  may: { manage: boolean };
}

function daysOfMonth(year: number, month: number): string[] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const start = `${year}-${String(month).padStart(2, '0')}`;
  return Array.from({ length: count }, (_, i) => `${start}-${String(i + 1).padStart(2, '0')}`);
}

/** Every day of a year as the office counts it; null for whoever may not see the calendar. One statement. */
export async function calendarYear(actor: Actor, year: number): Promise<CalendarYear | null> {
  if (!mayAtAll(actor, 'calendar.view')) return null;
  const rows = await db()
    .select()
    .from(calendarDays)
    .where(between(calendarDays.day, `${year}-01-01`, `${year}-12-31`))
    .limit(366);
  const own = new Map(rows.map((row) => [row.day, row]));
  const months = Array.from({ length: 12 }, (_, i) =>
    daysOfMonth(year, i + 1).map((day): CalendarDay => {
      const word = own.get(day) ?? null;
      return { ...publicDay(day), ...(word ?? {}), day, own: word };
    }),
  );
  const days = months.flat();
  return {
    year,
    months,
    workingDays: days.filter(({ working }) => working).length,
    provisional: days.some(({ provisional }) => provisional),
    may: { manage: mayAtAll(actor, 'calendar.manage') },
  };
}

function chosen(actor: Actor, { filters, q }: ListState): SQL | undefined {
  const kinds = filters.kind?.map((kind) => eq(calendarDays.working, kind === 'working')) ?? [];
  const pattern = likePattern(q);
  return and(
    sql`${mayAtAll(actor, 'calendar.view')}`,
    or(...kinds),
    q ? sql`(${calendarDays.name} like ${pattern} or ${calendarDays.day}::text like ${pattern})` : undefined,
  );
}

/** The office's own words on single days. */
export async function listCalendarDays(actor: Actor, state: ListState): Promise<Page<CalendarDayRow>> {
  const where = chosen(actor, state);
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from ${calendarDays} where ${where}`),
    db()
      .select()
      .from(calendarDays)
      .where(where)
      .orderBy(state.dir === 'asc' ? asc(calendarDays.day) : desc(calendarDays.day))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return { rows, total: count.total, totalIsExact: count.exact, page: state.page, size: state.size };
}

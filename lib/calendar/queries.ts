import { db, type Reader } from '@/db/client';
import { calendarDays } from '@/db/schema/house';
import { now } from '@/lib/core/clock';
import { settingsNow } from '@/lib/settings/queries';
import type { WorkCalendar } from './rules';

const freshMs = 5_000;

// One cache a process, also when the bundler evaluates this module more than once.
const holder = globalThis as typeof globalThis & {
  __qunxuCalendar?: { at: number; days: ReadonlyMap<string, boolean> } | undefined;
};

/** Forgets the cached calendar; the next reader sees the change. Other instances follow within five seconds. */
export function forgetCalendar(): void {
  holder.__qunxuCalendar = undefined;
}

async function overrides(on: Reader): Promise<ReadonlyMap<string, boolean>> {
  const at = now().getTime();
  const cached = holder.__qunxuCalendar;
  if (cached && Math.abs(at - cached.at) < freshMs) return cached.days;
  const rows = await on
    .select({ day: calendarDays.day, working: calendarDays.working })
    .from(calendarDays)
    .limit(5_000);
  const days = new Map(rows.map((row) => [row.day, row.working]));
  holder.__qunxuCalendar = { at, days };
  return days;
}

/** The working calendar in force: the office's overrides and hours. Cached for five seconds. */
export async function workCalendar(on: Reader = db()): Promise<WorkCalendar> {
  const settings = await settingsNow(on);
  return {
    overrides: await overrides(on),
    hours: { opens: settings['office.opens'], closes: settings['office.closes'] },
  };
}

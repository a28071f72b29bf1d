import { openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { valueText } from '@/lib/settings/rules';
import type { Hold } from './flood';

/** 发布时段 (3.3.2), in minutes since midnight of working days. */
export interface WindowTerms {
  'notices.window_opens': number;
  'notices.window_closes': number;
}

/** `工作日 08:30–18:00`. */
const windowText = (terms: WindowTerms): string =>
  `工作日 ${valueText('notices.window_opens', terms['notices.window_opens'])}–${valueText('notices.window_closes', terms['notices.window_closes'])}`;

/** The moment itself when notices go out then, else when the next window opens. */
export function windowFrom(calendar: WorkCalendar, terms: WindowTerms, at: Date): Date {
  const hours = { opens: terms['notices.window_opens'], closes: terms['notices.window_closes'] };
  return openMoment({ ...calendar, hours }, at);
}

/** When a notice goes out, and what keeps it from doing so earlier; null when nothing does. */
export interface Planned {
  at: Date;
  why: string | null;
}

/**
 * The first moment from `from` on at which nothing holds it and, unless `anytime`, a window is open. What holds longest is named; the
 * window only when nothing else is in the way.
 */
export function plannedAt(
  calendar: WorkCalendar,
  terms: WindowTerms,
  from: Date,
  { holds, anytime }: { holds: readonly Hold[]; anytime: boolean },
): Planned {
  const [longest] = holds.toSorted((a, b) => b.until.getTime() - a.until.getTime());
  const free = longest && longest.until > from ? longest.until : from;
  const at = anytime ? free : windowFrom(calendar, terms, free);
  if (longest && free > from) return { at, why: longest.why };
  return { at, why: at > from ? `不在发布时段（${windowText(terms)}）` : null };
}

import { isWorkingDay, type WorkCalendar } from '@/lib/calendar/rules';
import type { ListState } from '@/lib/core/paging';
import { officeDay, officeMoment } from '@/lib/core/time';

export const periodNames = {
  month: '本月',
  last_month: '上月',
  quarter: '本季度',
  year: '本年',
} as const;
export type Period = keyof typeof periodNames;

/** Whether a text names a period. */
export const isPeriod = (text: string | undefined): text is Period =>
  text !== undefined && Object.hasOwn(periodNames, text);

/** The period an address names; this month when it names none. */
export const chosenPeriod = ({ filters }: Pick<ListState, 'filters'>): Period => {
  const named = filters.period?.[0];
  return isPeriod(named) ? named : 'month';
};

const firstOf = (year: number, month: number): Date =>
  officeMoment(`${year}-${String(month).padStart(2, '0')}-01`, 0);

/** From when until before when a period is, as of `at`. */
export function periodOf(period: Period, at: Date): { from: Date; to: Date } {
  const [year = 0, month = 0] = officeDay(at).split('-').map(Number);
  const next = month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1);
  switch (period) {
    case 'month':
      return { from: firstOf(year, month), to: next };
    case 'last_month':
      return {
        from: month === 1 ? firstOf(year - 1, 12) : firstOf(year, month - 1),
        to: firstOf(year, month),
      };
    case 'quarter':
      return { from: firstOf(year, month - ((month - 1) % 3)), to: next };
    case 'year':
      return { from: firstOf(year, 1), to: next };
  }
}

/** The working time of consecutive days, so that what lies between two moments is the difference of two look-ups. */
export interface Ledger {
  /** The first day: `2026-11-02`. */
  first: string;
  /** The working minutes before each day since the first began, and as one more the whole: a day is worked as far as they grow. */
  before: number[];
}

const dayMs = 86_400_000;

/** Every day from `from` to `to`. */
export function workingLedger(calendar: WorkCalendar, from: Date, to: Date): Ledger {
  const span = calendar.hours.closes - calendar.hours.opens;
  const [first, last] = [officeDay(from), officeDay(to)];
  const before = [0];
  // Noon, so that no day is met twice or left out.
  for (let at = officeMoment(first, 720).getTime(); officeDay(new Date(at)) <= last; at += dayMs) {
    const working = isWorkingDay(calendar, officeDay(new Date(at)));
    before.push((before.at(-1) ?? 0) + (working ? span : 0));
  }
  return { first, before };
}

/** `3.5 小时`, `24 分钟`; a dash where there is nothing to count. */
export function hoursText(hours: number | null): string {
  if (hours === null) return '—';
  const minutes = Math.round(hours * 60);
  if (minutes < 1) return '不到 1 分钟';
  return minutes < 60 ? `${minutes} 分钟` : `${hours.toFixed(hours < 10 ? 1 : 0)} 小时`;
}

/** `93.1%`; a dash of nothing. */
export const shareText = (part: number, of: number): string =>
  of ? `${((part / of) * 100).toFixed(1)}%` : '—';

/** What each figure counts, as the page and whoever asks may read it. */
export const definitions: readonly { figure: string; means: string }[] = [
  { figure: '提交', means: '所选时间内提交的入群申请，按代表单位计；退群无需审核，不计入' },
  { figure: '审核用时', means: '从提交到通过或驳回，只计工作时间，精确到分钟，取中位数' },
  {
    figure: '办理用时',
    means: '从通过到群管理员回执，只计工作时间，取中位数；工作变动从生效日起算；本平台的群自动办结，不计入',
  },
  { figure: '审核超时', means: '审核晚于时限的，以及已过时限仍未审核的' },
  { figure: '现逾期未审', means: '此刻已过时限仍待审核的，不论何时提交' },
  {
    figure: '群内逾期',
    means:
      '此刻已过时限仍未办成的办理单（加入、移出、改昵称、发布等），含未办成待处置的；部门和社区只计本单位的人和归口的群',
  },
  {
    figure: '昵称规范',
    means: '现有群成员中，群昵称已确认规范的人次占比；本平台的群直接显示登记的昵称，不计入',
  },
];

import { type DeadlineText, deadlineText, type WorkCalendar } from '@/lib/calendar/rules';
import { officeMinutes } from '@/lib/core/time';
import { countText, mostItems, type Waiting, type WaitingItem } from '@/lib/inbox/waiting';

/** A figure of the workbench, linked to the list of exactly these rows. */
export interface Card extends Pick<Waiting, 'key' | 'label' | 'icon' | 'href'> {
  value: string;
  note: string;
  tone: 'normal' | 'error';
}

/** A line of the workbench with its deadline in words. */
export interface Line extends WaitingItem {
  key: string;
  /** The key of the kind of work it is of. */
  kind: string;
  deadline: (DeadlineText & { dueAt: Date }) | null;
}

const dayParts = [
  { before: 6 * 60, words: '夜深了' },
  { before: 9 * 60, words: '早上好' },
  { before: 12 * 60, words: '上午好' },
  { before: 14 * 60, words: '中午好' },
  { before: 18 * 60, words: '下午好' },
  { before: 24 * 60, words: '晚上好' },
];

const tasks = (kinds: readonly Waiting[]): Waiting[] => kinds.filter((kind) => !kind.watch);
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const rowsOf = (items: readonly WaitingItem[]): number => sum(items.map(({ rows = 1 }) => rows));

/** `周敏，下午好。今天有 7 件事等您处理，1 件已逾期` */
export function greeting(name: string, at: Date, kinds: readonly Waiting[]): string {
  const words = dayParts.find((part) => officeMinutes(at) < part.before)?.words ?? '您好';
  const total = sum(tasks(kinds).map((kind) => kind.count));
  const overdue = sum(tasks(kinds).map((kind) => kind.overdue));
  if (total === 0) return `${name}，${words}。目前没有等您处理的事项`;
  const late = overdue > 0 ? `，${countText(overdue)} 件已逾期` : '';
  return `${name}，${words}。今天有 ${countText(total)} 件事等您处理${late}`;
}

/** `1 件逾期 3 小时`, `2 件逾期`; null when nothing is late. */
function lateText({ overdue, items }: Waiting, calendar: WorkCalendar, at: Date): string | null {
  if (overdue === 0) return null;
  if (overdue > 1) return `${countText(overdue)} 件逾期`;
  const late = items.find(({ dueAt }) => dueAt !== null && dueAt < at)?.dueAt;
  return `1 件${late ? deadlineText(calendar, late, at).text : '逾期'}`;
}

/** `突发 3 件`, `突发 10 件以上`; null when nothing is an emergency. */
function urgentText({ count, items }: Waiting): string | null {
  const urgent = sum(items.map((item) => item.urgent ?? 0));
  if (urgent === 0) return null;
  // Lines are the first few only: where all of them are of emergencies, there may be more.
  const more = items.length === mostItems && items.every((item) => item.urgent) && count > rowsOf(items);
  return `突发 ${countText(urgent)} 件${more ? '以上' : ''}`;
}

/** The cards in the order given; they say how many are emergencies, and how many are overdue and how long the only one. */
export function cards(kinds: readonly Waiting[], calendar: WorkCalendar, at: Date): Card[] {
  return kinds.map((kind) => {
    const { key, label, icon, href, count, note } = kind;
    const alarms = [urgentText(kind), lateText(kind, calendar, at)].filter(Boolean);
    const calm = count > 0 ? note : '暂无';
    return {
      key,
      label,
      icon,
      href,
      value: countText(count),
      note: alarms.join('，') || calm,
      tone: alarms.length ? 'error' : 'normal',
    };
  });
}

const never = Number.POSITIVE_INFINITY;
const dueTime = (item: WaitingItem): number => item.dueAt?.getTime() ?? never;
const calmness = (item: WaitingItem): number => (item.urgent ? 0 : 1);

/** Emergencies, then everything by deadline, overdue first, those without one last; within one moment in the order of the kinds. */
export function lines(kinds: readonly Waiting[], calendar: WorkCalendar, at: Date): Line[] {
  return kinds
    .flatMap((kind) =>
      kind.items.map((item, index) => ({ ...item, key: `${kind.key}-${index}`, kind: kind.key })),
    )
    .sort((a, b) => calmness(a) - calmness(b) || compare(dueTime(a), dueTime(b)))
    .map((item) => ({
      ...item,
      deadline: item.dueAt ? { ...deadlineText(calendar, item.dueAt, at), dueAt: item.dueAt } : null,
    }));
}

/** How much waits beyond the lines that are shown, kind by kind: a line may stand for more than is counted of its kind. */
export const furtherThan = (shown: readonly Line[], kinds: readonly Waiting[]): number =>
  sum(
    kinds.map(({ key, count, items }) => {
      const own = shown.filter(({ kind }) => kind === key);
      return Math.max(count, rowsOf(items)) - rowsOf(own);
    }),
  );

// Subtraction would make NaN of two lines without a deadline.
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

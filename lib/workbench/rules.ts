import { type DeadlineText, deadlineText, type WorkCalendar } from '@/lib/calendar/rules';
import { officeMinutes } from '@/lib/core/time';
import { countText, type Waiting, type WaitingItem } from '@/lib/inbox/waiting';

/** A figure of the workbench, linked to the list of exactly these rows. */
export interface Card extends Pick<Waiting, 'key' | 'label' | 'icon' | 'href'> {
  value: string;
  note: string;
  tone: 'normal' | 'error';
}

/** A line of the workbench with its deadline in words. */
export interface Line extends WaitingItem {
  key: string;
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

/** `周敏，下午好。今天有 7 件事等您处理，1 件已逾期` */
export function greeting(name: string, at: Date, kinds: readonly Waiting[]): string {
  const words = dayParts.find((part) => officeMinutes(at) < part.before)?.words ?? '您好';
  const total = sum(tasks(kinds).map((kind) => kind.count));
  const overdue = sum(tasks(kinds).map((kind) => kind.overdue));
  if (total === 0) return `${name}，${words}。目前没有等您处理的事项`;
  const late = overdue > 0 ? `，${countText(overdue)} 件已逾期` : '';
  return `${name}，${words}。今天有 ${countText(total)} 件事等您处理${late}`;
}

/** The cards in the order given; overdue ones say how many and how long the longest. */
export function cards(kinds: readonly Waiting[], calendar: WorkCalendar, at: Date): Card[] {
  return kinds.map(({ key, label, icon, href, count, overdue, note, items }) => {
    const first = items[0]?.dueAt;
    const longest = first && overdue > 0 ? deadlineText(calendar, first, at) : null;
    const late = overdue === 1 ? `1 件${longest?.text ?? '逾期'}` : `${countText(overdue)} 件逾期`;
    const calm = count > 0 ? note : '暂无';
    return {
      key,
      label,
      icon,
      href,
      value: countText(count),
      note: overdue > 0 ? late : calm,
      tone: overdue > 0 ? 'error' : 'normal',
    };
  });
}

const never = Number.POSITIVE_INFINITY;
const dueTime = (item: WaitingItem): number => item.dueAt?.getTime() ?? never;

/** All lines by deadline, overdue first, those without one last; within one moment in the order of the kinds. */
export function lines(kinds: readonly Waiting[], calendar: WorkCalendar, at: Date): Line[] {
  return kinds
    .flatMap((kind) => kind.items.map((item, index) => ({ ...item, key: `${kind.key}-${index}` })))
    .sort((a, b) => compare(dueTime(a), dueTime(b)))
    .map((item) => ({
      ...item,
      deadline: item.dueAt ? { ...deadlineText(calendar, item.dueAt, at), dueAt: item.dueAt } : null,
    }));
}

// Subtraction would make NaN of two lines without a deadline.
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

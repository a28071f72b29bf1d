import type { SQL } from 'drizzle-orm';
import type { Actor } from '@/lib/access/actor';

/** One thing that waits for a person, as a line of the workbench. */
export interface WaitingItem {
  /** What kind of thing it is, in two to four characters: 入群申请. */
  badge: string;
  tone: 'info' | 'warning' | 'error' | 'neutral';
  title: string;
  detail: string;
  dueAt: Date | null;
  /** Where it is done. */
  href: string;
  /** What the person does there: 去审核. */
  act: string;
  /** How many emergencies it stands for: with any, it is before everything else, whatever its deadline. */
  urgent?: number;
  /** How many of the rows counted it stands for, where that is not one. */
  rows?: number;
}

/** Names of icons that components/ui/icon.tsx knows. */
export type WaitingIcon =
  | 'requests'
  | 'orders'
  | 'history'
  | 'user'
  | 'people'
  | 'jobs'
  | 'shield'
  | 'publish'
  | 'stamp'
  | 'inactive';

/** One kind of work that waits for a person: a card with figures, and its first lines. */
export interface Waiting {
  key: string;
  label: string;
  icon: WaitingIcon;
  /** The list that shows exactly the rows counted here. */
  href: string;
  /** Counted up to `mostCounted` + 1; beyond that the screen says `1,000+`. */
  count: number;
  /** How many of them are past their deadline. */
  overdue: number;
  /** A figure to keep an eye on, which nobody can work off: it is not counted among what is to be done. */
  watch?: true;
  /** Shown under the figure when nothing is overdue: 涉及 3 个群. */
  note: string;
  /** At most `mostItems`, emergencies first, then by deadline, those without one last. */
  items: WaitingItem[];
}

/** The same of one kind as a sub-select finds it (`waitingFound`), its lines not yet in words. */
export interface WaitingFound<Line> {
  count: number;
  overdue: number;
  items: Line[];
}

/**
 * What a domain's workbench.ts exports as `waiting`: the kinds of work that wait for this actor, one statement each,
 * scoped by what he may decide. A kind he has no duty for is left out; one with nothing to do has count 0.
 */
export type WaitingQuery = (actor: Actor) => Promise<Waiting[]>;

/**
 * What it exports as `waitingCounts`: the same counts by the navigation's path, `/membership` → a scalar sub-select made by
 * `countOf`, for one statement that counts everything.
 */
export type WaitingCounts = (actor: Actor) => Record<string, SQL<number>>;

export const mostItems = 10;
export const mostCounted = 1_000;

/** `12`, `1,000+`. */
export function countText(count: number): string {
  return count > mostCounted ? `${mostCounted.toLocaleString('en-US')}+` : String(count);
}

import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import * as groups from '@/lib/groups/workbench';
import type { InboxRow } from '@/lib/inbox/list';
import { latestMessages } from '@/lib/inbox/queries';
import type { WaitingCountsQuery, WaitingQuery } from '@/lib/inbox/waiting';
import { type Card, cards, greeting, type Line, lines } from '../rules';
import * as administration from './administration';

/** Every domain in which something can wait for somebody, in the order of the cards. */
const sources: readonly { waiting: WaitingQuery; waitingCounts: WaitingCountsQuery }[] = [groups];

export interface Board {
  greeting: string;
  cards: Card[];
  lines: Line[];
  latest: InboxRow[];
  may: { submit: boolean };
}

const mostLatest = 8;

/** What waits for this person and what has happened lately that concerns him: one statement a kind of work, and one more. */
export async function board(actor: Actor): Promise<Board> {
  const at = now();
  const [kinds, calendar, latest] = await Promise.all([
    Promise.all([...sources.map((source) => source.waiting(actor)), administration.waiting(actor)]),
    workCalendar(),
    latestMessages(actor, mostLatest),
  ]);
  const all = kinds.flat();
  return {
    greeting: greeting(actor.name, at, all),
    cards: cards(all, calendar, at),
    lines: lines(all, calendar, at),
    latest,
    may: { submit: mayAtAll(actor, 'membership.submit') },
  };
}

/** What waits for this person by the navigation's paths, all of it together at `/`. One statement a domain. */
export async function navigationCounts(actor: Actor): Promise<Record<string, number>> {
  const counts = await Promise.all(sources.map((source) => source.waitingCounts(actor)));
  const byPath = Object.assign({}, ...counts) as Record<string, number>;
  return { ...byPath, '/': Object.values(byPath).reduce((total, count) => total + count, 0) };
}

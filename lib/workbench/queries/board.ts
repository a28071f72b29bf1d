import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import {
  numberCards,
  waitingCounts as numberCounts,
  type WaitingNumbers,
  waitingNumbers,
} from '@/lib/groups/handling/workbench';
import * as inactive from '@/lib/groups/inactive/workbench';
import {
  leaveCards,
  waitingCounts as leaveCounts,
  type WaitingLeaves,
  waitingLeaves,
} from '@/lib/groups/leaving/workbench';
import * as orders from '@/lib/groups/orders/workbench';
import * as requests from '@/lib/groups/requests/workbench';
import * as groups from '@/lib/groups/workbench';
import type { InboxRow } from '@/lib/inbox/list';
import { type FoundMessage, latestFound, latestMessages } from '@/lib/inbox/queries';
import type { WaitingCounts, WaitingQuery } from '@/lib/inbox/waiting';
import {
  noticeCards,
  waitingCounts as noticeCounts,
  type WaitingNotices,
  waitingNotices,
} from '@/lib/notices/workbench';
import { type Card, cards, furtherThan, greeting, type Line, lines } from '../rules';
import * as administration from './administration';

/** Domains of which one statement each finds what waits, in the order of the cards after those found together. */
const sources: readonly { waiting: WaitingQuery; waitingCounts: WaitingCounts }[] = [
  requests,
  inactive,
  orders,
  groups,
];

export interface Board {
  greeting: string;
  cards: Card[];
  /** The most urgent of the first lines of every kind, and how much waits beyond them. */
  lines: Line[];
  further: number;
  latest: InboxRow[];
  /** What one can do when nothing waits. */
  next: { hint: string; href: string; label: string };
}

function nextStep(actor: Actor): Board['next'] {
  if (mayAtAll(actor, 'membership.submit'))
    return { hint: '有人要进群时，可以替他提交申请。', href: '/membership/new', label: '新建申请' };
  if (mayAtAll(actor, 'audit.view'))
    return { hint: '可以查阅近期的操作记录。', href: '/admin/audit', label: '查阅审计日志' };
  if (mayAtAll(actor, 'accounts.manage'))
    return { hint: '可以查看人员与账号。', href: '/admin/people', label: '查看人员' };
  return { hint: '有新的事项时会在这里和消息中提醒您。', href: '/groups', label: '查看工作群' };
}

const mostLines = 12;
const mostLatest = 8;

/** What waits of notices, leaves and wrong numbers, and the latest messages: one statement. */
async function foundTogether(actor: Actor) {
  const [row] = await db().execute<{
    notices: WaitingNotices;
    leaves: WaitingLeaves;
    numbers: WaitingNumbers;
    latest: FoundMessage[];
  }>(
    sql`select ${waitingNotices(actor)} as notices, ${waitingLeaves(actor)} as leaves, ${waitingNumbers(actor)} as numbers, ${latestFound(actor, mostLatest)} as latest`,
  );
  const waiting = row
    ? [...noticeCards(actor, row.notices), ...leaveCards(actor, row.leaves), ...numberCards(row.numbers)]
    : [];
  return { waiting, latest: latestMessages(row?.latest ?? []) };
}

/** What waits for this person and what has happened lately that concerns him: one statement a kind of work, and one more. */
export async function board(actor: Actor): Promise<Board> {
  const at = now();
  const [kinds, calendar, { waiting, latest }] = await Promise.all([
    Promise.all([...sources.map((source) => source.waiting(actor)), administration.waiting(actor)]),
    workCalendar(),
    foundTogether(actor),
  ]);
  const all = [...waiting, ...kinds.flat()];
  const shown = lines(all, calendar, at).slice(0, mostLines);
  return {
    greeting: greeting(actor.name, at, all),
    cards: cards(all, calendar, at),
    lines: shown,
    further: furtherThan(shown, all),
    latest,
    next: nextStep(actor),
  };
}

/** What waits for this person by the navigation's paths, as sub-selects of the statement that reads what the shell shows. */
export function navigationCounts(actor: Actor): ReturnType<WaitingCounts> {
  const counts: ReturnType<WaitingCounts> = {};
  const counted = [noticeCounts, leaveCounts, numberCounts, ...sources.map((source) => source.waitingCounts)];
  for (const [path, count] of counted.flatMap((count) => Object.entries(count(actor)))) {
    const before = counts[path];
    counts[path] = before ? sql<number>`${before} + ${count}` : count;
  }
  return counts;
}

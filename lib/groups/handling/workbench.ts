import { type SQL, sql } from 'drizzle-orm';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { countOf, waitingFound } from '@/lib/inbox/queries';
import { mostItems, type Waiting, type WaitingCounts, type WaitingFound } from '@/lib/inbox/waiting';
import { unitsToCorrect } from '../orders/policy';
import { latestOrder, toCorrect } from '../requests/queries/narrow';

interface Line {
  id: string;
  number: string;
  person: string;
  group: string;
  why: string;
}

export type WaitingNumbers = WaitingFound<Line> | null;

const rowsOf = (where: SQL | undefined): SQL => sql`select 1 from ${membershipRequests} where ${where}`;

/** Wrong numbers the head is asked for, as one value of a statement; null for whoever is asked for none. */
export function waitingNumbers(actor: Actor): SQL<WaitingNumbers> {
  if (!unitsToCorrect(actor).length) return sql`null`;
  const where = toCorrect(actor);
  const { id, number, personId, groupId } = membershipRequests;
  return waitingFound(
    rowsOf(where),
    rowsOf(sql`false`),
    sql`select ${id} as id, ${number} as number, p.name as person, g.name as "group", ${latestOrder(sql`o.fail_reason`)} as why
      from ${membershipRequests} join people p on p.id = ${personId} join groups g on g.id = ${groupId}
      where ${where} order by ${id} limit ${mostItems}`,
  ) as SQL<WaitingNumbers>;
}

/** The card of what was found. Wrong numbers are rare: of none there is no card. */
export function numberCards(found: WaitingNumbers): Waiting[] {
  if (!found?.count) return [];
  return [
    {
      key: 'number',
      label: '待更正手机号',
      icon: 'user',
      href: '/membership?wait=phone',
      count: found.count,
      overdue: 0,
      note: '更正后继续办理入群',
      items: found.items.map(({ id, number, person, group, why }) => ({
        badge: '手机号',
        tone: 'warning',
        title: `${person}加入「${group}」没有办成，请更正手机号`,
        detail: `${why} · ${number}`,
        dueAt: null,
        href: `/membership/${id}`,
        act: '去更正',
      })),
    },
  ];
}

const none: ReturnType<WaitingCounts> = {};

export const waitingCounts: WaitingCounts = (actor) =>
  unitsToCorrect(actor).length ? { '/membership': countOf(rowsOf(toCorrect(actor))) } : none;

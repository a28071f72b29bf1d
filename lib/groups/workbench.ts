import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { countOf } from '@/lib/inbox/queries';
import { mostItems, type WaitingCounts, type WaitingQuery } from '@/lib/inbox/waiting';
import { platformNames } from './rules';

/** The list that shows exactly the groups counted here. */
const href = '/groups?mine=nickname';

const toSet = (actor: Actor) =>
  and(
    sql`${memberships.personId} = ${actor.personId}`,
    eq(memberships.nicknameState, 'to_set'),
    isNull(memberships.until),
    isNull(groups.archivedAt),
  );

const rowsToSet = (actor: Actor): SQL =>
  sql`select 1 from ${memberships} join ${groups} on ${groups.id} = ${memberships.groupId} where ${toSet(actor)}`;

/** Nicknames the actor himself has still to set in the chat; left out when there are none. */
export const waiting: WaitingQuery = async (actor) => {
  const rows = await db()
    .select({
      groupId: groups.id,
      groupName: groups.name,
      platform: groups.platform,
      nickname: memberships.nickname,
      count: countOf(rowsToSet(actor)),
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(toSet(actor))
    .orderBy(memberships.since, memberships.id)
    .limit(mostItems);
  const count = rows[0]?.count ?? 0;
  if (count === 0) return [];
  return [
    {
      key: 'nickname',
      label: '待改群昵称',
      icon: 'user',
      href,
      count,
      overdue: 0,
      note: '改好后点「已改好」',
      items: rows.map((row) => ({
        badge: '昵称',
        tone: 'info',
        title: `请把您在「${row.groupName}」的群昵称改为「${row.nickname}」`,
        detail: `${platformNames[row.platform]}群 · 昵称可复制 · 制度 2.1.2`,
        dueAt: null,
        href: `/groups/${row.groupId}`,
        act: '去确认',
      })),
    },
  ];
};

export const waitingCounts: WaitingCounts = (actor) => ({ '/groups': countOf(rowsToSet(actor)) });

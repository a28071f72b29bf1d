import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { formatShort } from '@/lib/core/time';
import { countOf } from '@/lib/inbox/queries';
import {
  mostItems,
  type Waiting,
  type WaitingCounts,
  type WaitingItem,
  type WaitingQuery,
} from '@/lib/inbox/waiting';
import { baselineWaits, selectBaselines } from './baseline/queries/waiting';
import { nicknamesAreSet } from './nickname/queries';
import { rosterWaits, selectOpenRosters } from './roster/queries/open';
import { platformNames } from './rules';

const toSet = (actor: Actor) =>
  and(
    sql`${memberships.personId} = ${actor.personId}`,
    eq(memberships.nicknameState, 'to_set'),
    isNull(memberships.until),
    isNull(groups.archivedAt),
    nicknamesAreSet,
  );

const rowsToSet = (actor: Actor): SQL =>
  sql`select 1 from ${memberships} join ${groups} on ${groups.id} = ${memberships.groupId} where ${toSet(actor)}`;

const groupsWith = (condition: SQL): SQL =>
  sql`select 1 from ${groups} where ${groups.archivedAt} is null and ${condition}`;

/** Whose chat lists are compared with the register, or taken into it. */
const keepsRosters = (actor: Actor): boolean => mayAtAll(actor, 'roster.check');

/** Nicknames the actor himself has still to set in the chat; `said` is the nickname. */
function selectNicknames(actor: Actor) {
  return db()
    .select({
      part: sql<'nickname' | 'baseline' | 'roster'>`'nickname'`,
      groupId: groups.id,
      groupName: groups.name,
      platform: groups.platform,
      said: sql<string>`${memberships.nickname}`,
      at: sql`${memberships.since}`.mapWith(memberships.since),
      lines: sql<number>`1`,
      count: countOf(rowsToSet(actor)),
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(toSet(actor))
    .orderBy(memberships.since, memberships.id)
    .limit(mostItems);
}

type Row = Awaited<ReturnType<typeof selectNicknames>>[number];

/** What is said of each kind; `href` leads to the list of exactly the groups counted, where that is more than one. */
const kinds: readonly (Pick<Waiting, 'key' | 'label' | 'icon' | 'href' | 'note'> & {
  part: Row['part'];
  item: (row: Row) => Omit<WaitingItem, 'dueAt'>;
})[] = [
  {
    part: 'baseline',
    key: 'baseline',
    label: '存量登记待确认',
    icon: 'people',
    href: '/groups?mine=baseline',
    note: '核对名单后确认',
    item: ({ groupId, groupName, platform, said, at, lines }) => ({
      badge: '存量登记',
      tone: 'warning',
      title: `请确认「${groupName}」的存量登记，共 ${lines} 行`,
      detail: `${platformNames[platform]}群 · ${said} ${formatShort(at)} 提交 · 制度 2.1.1`,
      href: `/groups/${groupId}/baseline`,
      act: '去确认',
    }),
  },
  {
    part: 'roster',
    key: 'roster',
    label: '花名册待处理',
    icon: 'people',
    href: '/groups?mine=roster',
    note: '逐行处理',
    item: ({ groupId, groupName, platform, said, at, lines }) => ({
      badge: '花名册',
      tone: 'info',
      title: `「${groupName}」花名册比对还有 ${lines} 行待处理`,
      detail: `${platformNames[platform]}群 · ${said} ${formatShort(at)} 比对 · 制度 2.1.1`,
      href: `/groups/${groupId}/roster`,
      act: '去处理',
    }),
  },
  {
    part: 'nickname',
    key: 'nickname',
    label: '待改群昵称',
    icon: 'user',
    href: '/groups?mine=nickname',
    note: '改好后点「已改好」',
    item: ({ groupId, groupName, platform, said }) => ({
      badge: '昵称',
      tone: 'info',
      title: `请把您在「${groupName}」的群昵称改为「${said}」`,
      detail: `${platformNames[platform]}群 · 昵称可复制 · 制度 2.1.2`,
      href: `/groups/${groupId}`,
      act: '去确认',
    }),
  },
];

/** Lists of chat groups to confirm or to put in order, and one's own nicknames to set; each left out when there are none. One statement. */
export const waiting: WaitingQuery = async (actor) => {
  const nicknames = selectNicknames(actor);
  const rows = await (keepsRosters(actor)
    ? unionAll(
        nicknames,
        selectBaselines(actor, countOf(groupsWith(baselineWaits(actor))), mostItems),
        selectOpenRosters(actor, countOf(groupsWith(rosterWaits(actor))), mostItems),
      )
    : nicknames);
  return kinds.flatMap(({ part, item, ...kind }): Waiting[] => {
    const own = rows.filter((row) => row.part === part);
    const items = own.map((row) => ({ ...item(row), dueAt: null }));
    const [first] = items;
    if (!first) return [];
    const count = own[0]?.count ?? 0;
    // A list of one group would only be one more step on the way.
    return [{ ...kind, ...(count === 1 ? { href: first.href } : {}), count, overdue: 0, items }];
  });
};

export const waitingCounts: WaitingCounts = (actor) => {
  const nicknames = countOf(rowsToSet(actor));
  if (!keepsRosters(actor)) return { '/groups': nicknames };
  const lists = [baselineWaits(actor), rosterWaits(actor)].map((one) => countOf(groupsWith(one)));
  return { '/groups': sql<number>`(${sql.join([nicknames, ...lists], sql` + `)})` };
};

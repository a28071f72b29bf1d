import { asc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { countOf } from '@/lib/inbox/queries';
import { mostItems, type WaitingCounts, type WaitingQuery } from '@/lib/inbox/waiting';
import { decidable } from './queries/narrow';
import { submitterOf } from './rules';

const href = '/membership?status=submitted&wait=me&sort=due';
const submitters = alias(people, 'submitters');
const principals = alias(people, 'principals');

const decidableRows = (actor: Actor): SQL =>
  sql`select 1 from ${membershipRequests} where ${decidable(actor)}`;

/** Requests the actor may decide; nobody else has any here. */
export const waiting: WaitingQuery = async (actor) => {
  if (!mayAtAll(actor, 'membership.decide')) return [];
  const rows = await db()
    .select({
      id: membershipRequests.id,
      number: membershipRequests.number,
      personName: people.name,
      groupName: groups.name,
      unitName: units.name,
      submittedByName: submitters.name,
      submittedForName: principals.name,
      dueAt: membershipRequests.dueAt,
      count: countOf(decidableRows(actor)),
      overdue: countOf(sql`${decidableRows(actor)} and ${lt(membershipRequests.dueAt, now())}`),
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .innerJoin(units, eq(units.id, membershipRequests.unitId))
    .innerJoin(submitters, eq(submitters.id, membershipRequests.submittedBy))
    .leftJoin(principals, eq(principals.id, membershipRequests.submittedFor))
    .where(decidable(actor))
    .orderBy(asc(membershipRequests.dueAt), asc(membershipRequests.id))
    .limit(mostItems);
  return [
    {
      key: 'membership',
      label: '待审核申请',
      icon: 'requests',
      href,
      count: rows[0]?.count ?? 0,
      overdue: rows[0]?.overdue ?? 0,
      note: '均在时限内',
      items: rows.map((row) => ({
        badge: '入群申请',
        tone: 'warning',
        title: `${row.personName}申请加入「${row.groupName}」`,
        detail: `${row.unitName} ${submitterOf(row)}提交 · ${row.number}`,
        dueAt: row.dueAt,
        href: `/membership/${row.id}`,
        act: '去审核',
      })),
    },
  ];
};

const none: ReturnType<WaitingCounts> = {};

export const waitingCounts: WaitingCounts = (actor) => {
  if (!mayAtAll(actor, 'membership.decide')) return none;
  return { '/membership': countOf(decidableRows(actor)) };
};

import { and, asc, desc, eq, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { countedUpTo, countFound, countUpTo, db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts, people } from '@/db/schema/identity';
import { membershipRequests, memberships } from '@/db/schema/membership';
import { type SweepStatus, sweepItems, sweeps } from '@/db/schema/sweeps';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import { searched } from '@/lib/identity/people/queries/list';
import type { ItemRow } from '../list';
import { mayAnswer } from '../policy';
import { openSweepStatuses } from '../states';
import { visibleItems } from './scope';

const answerers = alias(people, 'answerers');
const principals = alias(people, 'principals');

/** What is open is open only as long as the member is there: of what the next follow-up ends nobody is asked. */
export const stillThere = sql`(${sweepItems.status} not in ('asked', 'escalated')
  or exists (select 1 from ${memberships} where ${eq(memberships.id, sweepItems.membershipId)} and ${isNull(memberships.until)}))`;

function searchedItems(q: string): SQL | undefined {
  if (!q) return undefined;
  return or(
    inArray(sweepItems.personId, db().select({ id: people.id }).from(people).where(searched(q))),
    inArray(
      sweepItems.groupId,
      db()
        .select({ id: groups.id })
        .from(groups)
        .where(ilike(groups.name, likePattern(q))),
    ),
  );
}

function filtered(actor: Actor, { q, filters }: ListState): SQL | undefined {
  return and(
    visibleItems(actor),
    stillThere,
    filters.sweep && inArray(sweepItems.sweepId, filters.sweep),
    filters.status && inArray(sweepItems.status, filters.status as SweepStatus[]),
    filters.unit && inArray(sweepItems.unitId, filters.unit),
    filters.group && inArray(sweepItems.groupId, filters.group),
    searchedItems(q),
  );
}

const groupCount = sql<number>`(select count(*)::int from memberships m
  where m.person_id = ${sweepItems.personId} and m.until is null)`;

function readRows(where: SQL | undefined, counted: SQL, state: ListState) {
  const direction = state.dir === 'desc' ? desc : asc;
  const key =
    state.sort === 'last'
      ? sql`${sweepItems.lastAt} ${state.dir === 'desc' ? sql`desc nulls last` : sql`asc nulls first`}`
      : direction(sweepItems.dueAt);
  return db()
    .select({
      id: sweepItems.id,
      version: sweepItems.version,
      status: sweepItems.status,
      sweep: { startedAt: sweeps.startedAt, byHand: sweeps.byHand },
      personId: sweepItems.personId,
      unitId: sweepItems.unitId,
      personName: people.name,
      duty: people.duty,
      hasAccount: sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = ${sweepItems.personId})`,
      unitName: units.name,
      groupName: groups.name,
      platform: groups.platform,
      groupCount,
      memberSince: sweepItems.memberSince,
      lastAt: sweepItems.lastAt,
      lastKind: sweepItems.lastKind,
      askedAt: sweepItems.askedAt,
      dueAt: sweepItems.dueAt,
      escalatedWhy: sweepItems.escalatedWhy,
      statusAt: sweepItems.statusAt,
      answeredByName: answerers.name,
      answeredForName: principals.name,
      reason: sweepItems.reason,
      request: {
        id: membershipRequests.id,
        number: membershipRequests.number,
        status: membershipRequests.status,
      },
      counted: countedUpTo(counted),
    })
    .from(sweepItems)
    .innerJoin(sweeps, eq(sweeps.id, sweepItems.sweepId))
    .innerJoin(people, eq(people.id, sweepItems.personId))
    .innerJoin(units, eq(units.id, sweepItems.unitId))
    .innerJoin(groups, eq(groups.id, sweepItems.groupId))
    .leftJoin(answerers, eq(answerers.id, sweepItems.answeredBy))
    .leftJoin(principals, eq(principals.id, sweepItems.answeredFor))
    .leftJoin(membershipRequests, eq(membershipRequests.id, sweepItems.requestId))
    .where(where)
    .orderBy(key, direction(sweepItems.id))
    .limit(state.size)
    .offset((state.page - 1) * state.size);
}

/** The questions the actor may see, with what answering them rests on. One statement, and the calendar. */
export async function listInactive(actor: Actor, state: ListState): Promise<Page<ItemRow>> {
  const where = filtered(actor, state);
  const counted = sql`select 1 from ${sweepItems} where ${where}`;
  const [rows, calendar] = await Promise.all([readRows(where, counted, state), workCalendar()]);
  const count = rows[0] ? countFound(rows[0].counted) : await countUpTo(db(), counted);
  const at = now();
  const open = (status: SweepStatus) => openSweepStatuses.some((one) => one === status);
  return {
    rows: rows.map(({ counted: _, ...row }) => ({
      ...row,
      deadline: open(row.status) ? deadlineText(calendar, row.dueAt, at) : null,
      may: { answer: open(row.status) && mayAnswer(actor, row).allowed },
    })),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

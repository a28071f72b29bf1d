import { and, asc, eq, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { sweepItems } from '@/db/schema/sweeps';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { countOf } from '@/lib/inbox/queries';
import { mostItems, type WaitingCounts, type WaitingQuery } from '@/lib/inbox/waiting';
import { stillThere } from './queries/list';

/** In SQL what `mayAnswer` says, but for a delegate of the very person: questions of his units, and the Office's own. */
function toAnswer(actor: Actor): SQL | undefined {
  const { unitIds } = scopeOf(actor, 'inactive.answer');
  const asked = unitIds.length
    ? and(eq(sweepItems.status, 'asked'), inArray(sweepItems.unitId, unitIds))
    : undefined;
  const escalated = mayAtAll(actor, 'inactive.decide') ? eq(sweepItems.status, 'escalated') : undefined;
  return and(
    or(asked, escalated) ?? sql`false`,
    ne(sweepItems.personId, actor.personId ?? sql`null`),
    stillThere,
  );
}

const rowsOf = (where: SQL | undefined): SQL => sql`select 1 from ${sweepItems} where ${where}`;

/** What waits for the head, or for the Office in his place, a line for each unit. One statement. */
export const waiting: WaitingQuery = async (actor) => {
  if (!mayAtAll(actor, 'inactive.view')) return [];
  const where = toAnswer(actor);
  const dueAt = sql<Date>`min(${sweepItems.dueAt})`.mapWith(sweepItems.dueAt);
  const rows = await db()
    .select({
      unitId: units.id,
      unitName: units.name,
      status: sweepItems.status,
      people: sql<number>`count(*)::int`,
      dueAt,
      count: countOf(rowsOf(where)),
      overdue: countOf(rowsOf(and(where, lt(sweepItems.dueAt, now())))),
    })
    .from(sweepItems)
    .innerJoin(units, eq(units.id, sweepItems.unitId))
    .where(where)
    .groupBy(units.id, sweepItems.status)
    .orderBy(asc(dueAt), asc(units.id))
    .limit(mostItems);
  if (!rows.length) return [];
  const status = [...new Set(rows.map((row) => row.status))].sort().join(',');
  return [
    {
      key: 'inactive',
      label: '不活跃成员待答复',
      icon: 'inactive',
      href: `/inactive?status=${status}&sort=due`,
      count: rows[0]?.count ?? 0,
      overdue: rows[0]?.overdue ?? 0,
      note: '均在时限内',
      items: rows.map((row) => ({
        badge: '成员清理',
        tone: 'warning',
        title: `${row.unitName} ${row.people} 人次长期没有活动`,
        detail: row.status === 'asked' ? '答复保留或移出' : '转街道办公室决定保留或移出',
        dueAt: row.dueAt,
        href: `/inactive?status=${row.status}&unit=${row.unitId}&sort=due`,
        act: row.status === 'asked' ? '去答复' : '去决定',
        rows: row.people,
      })),
    },
  ];
};

const none: ReturnType<WaitingCounts> = {};

export const waitingCounts: WaitingCounts = (actor) => {
  if (!mayAtAll(actor, 'inactive.view')) return none;
  return { '/inactive': countOf(rowsOf(toAnswer(actor))) };
};

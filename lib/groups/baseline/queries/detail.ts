import { and, desc, eq, ilike, inArray, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { type BaselineResult, type BaselineStatus, baselineRows, baselines } from '@/db/schema/roster';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { type Choice, type ListState, likePattern, type Page } from '@/lib/core/paging';
import type { BaselineRow } from '../list';
import { mayDecideBaseline, mayPrepareBaseline, mayVouch } from '../policy';

/** Baselines of the groups the actor administers; the Office all. */
export function visibleBaselines(actor: Actor): SQL {
  const scope = scopeOf(actor, 'roster.check');
  return scope.all ? sql`true` : inArray(baselines.groupId, scope.groupIds);
}

export interface BaselineShown {
  id: string;
  version: number;
  status: BaselineStatus;
  startedByName: string;
  startedAt: Date;
  fileName: string | null;
  adminByName: string | null;
  adminAt: Date | null;
  officeByName: string | null;
  officeAt: Date | null;
  statusAt: Date;
  statusByName: string;
  reason: string | null;
  counts: Readonly<Partial<Record<BaselineResult, number>>>;
  may: {
    change: boolean;
    vouch: boolean;
    decide: boolean;
    sendBack: boolean;
    discard: boolean;
    /** Why he who could decide may not. */
    why: string | null;
  };
}

/** A group's baseline, the latest; null where there is none. One statement. */
export async function baselineOf(actor: Actor, groupId: string): Promise<BaselineShown | null> {
  const [row] = await db()
    .select({
      baseline: baselines,
      counts: sql<Partial<Record<BaselineResult, number>>>`(
        select coalesce(json_object_agg(r.result, r.n), '{}'::json) from (
          select result, count(*)::int as n from baseline_rows where baseline_id = baselines.id group by result) r)`,
    })
    .from(baselines)
    .where(and(eq(baselines.groupId, groupId), visibleBaselines(actor)))
    .orderBy(desc(baselines.startedAt))
    .limit(1);
  if (!row || row.baseline.status === 'discarded') return null;
  const { baseline, counts } = row;
  const own = mayPrepareBaseline(actor, baseline).allowed;
  const deciding = mayDecideBaseline(actor, baseline);
  const { status } = baseline;
  const sendBack = status === 'confirmed' && mayDecideBaseline(actor, { ...baseline, adminBy: null }).allowed;
  const separate = sendBack && !deciding.allowed ? deciding.message : null;
  return {
    ...baseline,
    counts,
    may: {
      change: own && status === 'draft',
      vouch: status === 'draft' && mayVouch(actor, baseline).allowed,
      decide: status === 'confirmed' && deciding.allowed,
      sendBack,
      discard: own && status !== 'done',
      why: separate,
    },
  };
}

/** The lines of a baseline in the list's order. Two statements. */
export async function listBaselineRows(actor: Actor, state: ListState): Promise<Page<BaselineRow>> {
  const { baseline, result } = state.filters;
  const pattern = likePattern(state.q);
  const where = and(
    inArray(baselineRows.baselineId, baseline ?? []),
    visibleBaselines(actor),
    result && inArray(baselineRows.result, result as BaselineResult[]),
    state.q ? or(ilike(baselineRows.name, pattern), ilike(baselineRows.nickname, pattern)) : undefined,
  );
  const [count, rows] = await Promise.all([
    countUpTo(
      db(),
      sql`select 1 from ${baselineRows} join ${baselines} on ${baselines.id} = ${baselineRows.baselineId} where ${where}`,
    ),
    db()
      .select({
        id: baselineRows.id,
        place: baselineRows.place,
        name: baselineRows.name,
        nickname: baselineRows.nickname,
        duty: baselineRows.duty,
        unitText: baselineRows.unitText,
        unitName: units.name,
        phoneMasked: baselineRows.phoneMasked,
        result: baselineRows.result,
        problem: baselineRows.problem,
      })
      .from(baselineRows)
      .innerJoin(baselines, eq(baselines.id, baselineRows.baselineId))
      .leftJoin(units, eq(units.id, baselineRows.unitId))
      .where(where)
      .orderBy(state.dir === 'desc' ? desc(baselineRows.place) : baselineRows.place)
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return { rows, total: count.total, totalIsExact: count.exact, page: state.page, size: state.size };
}

/** Units in use, to choose a line's unit from. */
export async function baselineUnits(actor: Actor, groupId: string): Promise<Choice[]> {
  if (!mayPrepareBaseline(actor, { groupId }).allowed) return [];
  const rows = await db()
    .select({ value: units.id, label: units.name })
    .from(units)
    .where(sql`${units.archivedAt} is null`)
    .orderBy(units.sort, units.name)
    .limit(500);
  return rows;
}

/** The same by name, for the template. */
export async function baselineUnitNames(actor: Actor): Promise<string[]> {
  if (!mayAtAll(actor, 'roster.check')) return [];
  const rows = await db()
    .select({ name: units.name })
    .from(units)
    .where(sql`${units.archivedAt} is null`)
    .orderBy(units.sort, units.name)
    .limit(500);
  return rows.map(({ name }) => name);
}

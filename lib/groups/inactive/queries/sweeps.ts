import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { type LeftOut, type Passed, sweepItems, sweeps } from '@/db/schema/sweeps';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { stillThere } from './list';
import { planSweep } from './plan';
import { visibleItems } from './scope';

const mostSweeps = 12;
const mostUnits = 200;

/** How many questions stand where. */
export interface Standings {
  asked: number;
  escalated: number;
  kept: number;
  removed: number;
  lapsed: number;
}

export interface SweepRow extends Standings {
  id: string;
  byHand: boolean;
  startedAt: Date;
  startedByName: string;
  days: number;
  dueAt: Date;
  groupCount: number;
  leftOut: LeftOut[];
  passed: Passed;
}

const of = (status: keyof Standings): SQL<number> =>
  sql<number>`(count(*) filter (where ${sweepItems.status} = ${status} and ${stillThere}))::int`;

const standings = {
  asked: of('asked'),
  escalated: of('escalated'),
  kept: of('kept'),
  removed: of('removed'),
  lapsed: of('lapsed'),
};

/** The latest sweeps, newest first, with what of each the actor may see: counts of his units, or of all. One statement. */
export async function recentSweeps(actor: Actor): Promise<SweepRow[]> {
  if (!mayAtAll(actor, 'inactive.view')) return [];
  const latest = db()
    .select({ id: sweeps.id })
    .from(sweeps)
    .orderBy(desc(sweeps.startedAt), desc(sweeps.id))
    .limit(mostSweeps);
  return db()
    .select({
      id: sweeps.id,
      byHand: sweeps.byHand,
      startedAt: sweeps.startedAt,
      startedByName: sweeps.startedByName,
      days: sweeps.days,
      dueAt: sweeps.dueAt,
      groupCount: sweeps.groupCount,
      leftOut: sweeps.leftOut,
      passed: sweeps.passed,
      ...standings,
    })
    .from(sweeps)
    .leftJoin(sweepItems, and(eq(sweepItems.sweepId, sweeps.id), visibleItems(actor)))
    .where(sql`${sweeps.id} in ${latest}`)
    .groupBy(sweeps.id)
    .orderBy(desc(sweeps.startedAt), desc(sweeps.id));
}

export interface UnitProgress extends Standings {
  unitId: string;
  unitName: string;
}

/** How far each unit has got with a sweep, those with open questions first; only units whose questions the actor may see. */
export async function sweepProgress(actor: Actor, sweepId: string): Promise<UnitProgress[]> {
  const rows = await db()
    .select({ unitId: units.id, unitName: units.name, ...standings })
    .from(sweepItems)
    .innerJoin(units, eq(units.id, sweepItems.unitId))
    .where(and(eq(sweepItems.sweepId, sweepId), visibleItems(actor)))
    .groupBy(units.id)
    .orderBy(asc(units.sort), asc(units.name))
    .limit(mostUnits);
  const open = (row: UnitProgress) => row.asked + row.escalated;
  return [...rows.filter((row) => open(row) > 0), ...rows.filter((row) => open(row) === 0)];
}

export interface SweepPreview {
  days: number;
  groupCount: number;
  leftOut: LeftOut[];
  passed: Passed;
  toAsk: number;
  byUnit: { unitId: string; unitName: string; count: number }[];
}

/** What a sweep begun now would ask; null for whoever may not begin one. */
export async function previewSweep(actor: Actor): Promise<SweepPreview | null> {
  if (!mayAtAll(actor, 'inactive.start')) return null;
  const { toAsk, days, groupCount, leftOut, passed } = await planSweep(db(), now());
  const byUnit = new Map<string, { unitId: string; unitName: string; count: number }>();
  for (const { unitId, unitName } of toAsk)
    byUnit.set(unitId, { unitId, unitName, count: (byUnit.get(unitId)?.count ?? 0) + 1 });
  return {
    days,
    groupCount,
    leftOut,
    passed,
    toAsk: toAsk.length,
    byUnit: [...byUnit.values()].sort((a, b) => b.count - a.count),
  };
}

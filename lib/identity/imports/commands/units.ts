import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { type AuditEntry, record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { unitKindNames } from '@/lib/identity/units/rules';
import type { UnitOnFile, UnitPlan } from '../rules/units';
import { clause } from './lock';
import type { Writing } from './people';

interface Planned {
  id: string;
  plan: UnitPlan;
}

const shown = ({ name, shortName, kind, sort }: Omit<UnitOnFile, 'id'>) => ({
  name,
  shortName,
  kind: unitKindNames[kind],
  sort,
});

async function addUnits(tx: Tx, added: readonly Planned[]): Promise<void> {
  if (!added.length) return;
  const createdAt = now();
  await tx.insert(units).values(
    added.map(({ id, plan: { name, shortName, kind, sort } }) => ({
      id,
      name,
      shortName,
      kind,
      sort,
      createdAt,
    })),
  );
}

async function changeUnits(tx: Tx, changed: readonly Planned[]): Promise<void> {
  if (!changed.length) return;
  const rows = changed.map(({ id, plan: { shortName, kind, sort } }) => ({
    id,
    short_name: shortName,
    kind,
    sort,
  }));
  await tx.execute(sql`
    update units set short_name = given.short_name, kind = given.kind, sort = given.sort
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, short_name text, kind text, sort int)
    where units.id = given.id`);
}

/** Writes units as planned, each with its record in the audit trail. */
export async function writeUnits(
  tx: Tx,
  actor: Actor,
  { grant, reason }: Writing,
  plans: readonly UnitPlan[],
): Promise<string[]> {
  const planned = plans.map((plan) => ({ id: plan.before?.id ?? newId(), plan }));
  await addUnits(
    tx,
    planned.filter(({ plan }) => !plan.before),
  );
  await changeUnits(
    tx,
    planned.filter(({ plan }) => plan.before),
  );
  const records = planned.map(({ id, plan }): AuditEntry => {
    const about = { entity: { type: 'unit', id, label: plan.name }, grant, clause, reason };
    return plan.before
      ? { ...about, action: 'unit.edit', before: shown(plan.before), after: shown(plan) }
      : { ...about, action: 'unit.create', after: shown(plan) };
  });
  await record(tx, actor, ...records);
  return planned.map(({ id }) => id);
}

import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sweepItems } from '@/db/schema/sweeps';
import { systemActor } from '@/lib/access/actor';
import { transition } from '@/lib/workflow/transition';
import { lapsedWhy } from '../rules';
import { sweepWorkflow } from '../states';
import { itemLabel, type LockedItem } from './lock';

/** Ends the questions that have answered themselves: the member has left, or was seen again. @returns why, by question. */
export async function lapse(tx: Tx, locked: readonly LockedItem[]): Promise<Map<string, string>> {
  const whys = new Map(
    locked.flatMap((item) => {
      const open = sweepWorkflow.verbs.lapse.from.includes(item.status);
      const why = open ? lapsedWhy(item) : null;
      return why ? [[item.id, why] as const] : [];
    }),
  );
  if (!whys.size) return whys;
  const values = [...whys].map(([id, why]) => sql`(${id}::uuid, ${why}::text)`);
  await tx
    .update(sweepItems)
    .set({ reason: sql`lapsed.why` })
    .from(sql`(values ${sql.join(values, sql`, `)}) as lapsed (id, why)`)
    .where(sql`${sweepItems.id} = lapsed.id and ${inArray(sweepItems.id, [...whys.keys()])}`);
  await transition(tx, {
    table: sweepItems,
    workflow: sweepWorkflow,
    verb: 'lapse',
    rows: locked.filter(({ id }) => whys.has(id)),
    actor: systemActor('inactive.follow'),
    may: 'system',
    label: itemLabel,
  });
  return whys;
}

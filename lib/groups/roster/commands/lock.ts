import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { visibleGroups } from '../../queries/visible';

export const clause = '2.2.1a';

/**
 * The group, if the actor may know of it, held so that what is judged of its members as a whole is judged by one at a time:
 * joins and leaves wait too, receipts do not.
 */
export async function holdGroup(tx: Tx, actor: Actor, id: string) {
  const [group] = await tx
    .select()
    .from(groups)
    .where(and(eq(groups.id, id), visibleGroups(actor)))
    .for('no key update');
  return group ?? refuse('not_found', '没有这个工作群');
}

export type HeldGroup = Awaited<ReturnType<typeof holdGroup>>;

/** Ids as rows for an `in (…)`, however many they are: one parameter. */
export const idsIn = (ids: readonly string[]): SQL =>
  sql`(select given.id::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as given(id))`;

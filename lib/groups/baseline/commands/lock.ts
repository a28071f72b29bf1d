import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { baselines } from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { type HeldGroup, holdGroup } from '../../roster/commands/lock';
import { mayPrepareBaseline } from '../policy';

export const clause = '2.1.1';

export type Baseline = typeof baselines.$inferSelect;

/** A baseline with its group, held together; what the actor has no part in is not found. */
export async function lockBaseline(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ baseline: Baseline; group: HeldGroup }> {
  const none = () => refuse('not_found', '没有找到这次存量登记');
  if (!mayAtAll(actor, 'roster.check')) none();
  const [found] = await tx.select({ groupId: baselines.groupId }).from(baselines).where(eq(baselines.id, id));
  if (!(found && mayPrepareBaseline(actor, found).allowed)) return none();
  const group = await holdGroup(tx, actor, found.groupId);
  const [baseline] = await tx.select().from(baselines).where(eq(baselines.id, id)).for('update');
  return baseline ? { baseline, group } : none();
}

/** What the trail calls it. */
export const entityOf = (id: string, group: { name: string }) => ({
  type: 'baseline',
  id,
  label: group.name,
});

export const aimed = ({ id }: { id: string }) => ({ type: 'baseline', id, label: '存量登记' });

import { eq, inArray, lt } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { requestDrafts } from '@/db/schema/drafts';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { encrypt } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import type { Draft } from '../input';
import { rowsText } from '../rules/rows';

/** Puts the form in place of what was kept of it; `null` forgets it. */
export async function keepDraft(tx: Tx, actor: Actor, draft: Draft | null): Promise<void> {
  const personId = actor.personId ?? refuse('session', '请先登录');
  if (!draft) {
    await tx.delete(requestDrafts).where(eq(requestDrafts.personId, personId));
    return;
  }
  const { rows, groupIds, reason } = draft;
  const kept = {
    contentCipher: encrypt(JSON.stringify({ rows: rowsText(rows), groupIds, reason })),
    updatedAt: now(),
  };
  await tx
    .insert(requestDrafts)
    .values({ id: newId(), personId, ...kept })
    .onConflictDoUpdate({ target: requestDrafts.personId, set: kept });
}

/** Keeps a form that somebody is filling in, in place of what was kept before; an empty one is forgotten. Leaves no record: nothing was done yet. */
export const saveDraft = command({ name: 'draft.save' }, async (tx, actor, draft: Draft) => {
  if (!mayAtAll(actor, 'membership.submit'))
    refuse('forbidden', '只能为本单位人员提交申请', { clause: '2.1.1' });
  const empty = !(draft.rows.length || draft.groupIds.length || draft.reason);
  await keepDraft(tx, actor, empty ? null : draft);
  return { savedAt: now().toISOString() };
});

const dayMs = 86_400_000;
const mostAtOnce = 200;

/** Forgets forms that nobody has gone on with for days: there are whole phone numbers in them. Only the system itself may. */
export const purgeDrafts = command(
  { name: 'draft.purge' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const { 'drafts.keep_days': days } = await settingsNow(tx);
    const old = await tx
      .select({ id: requestDrafts.id })
      .from(requestDrafts)
      .where(lt(requestDrafts.updatedAt, new Date(now().getTime() - days * dayMs)))
      .limit(mostAtOnce)
      .for('update', { skipLocked: true });
    if (!old.length) return 0;
    const ids = old.map(({ id }) => id);
    await tx.delete(requestDrafts).where(inArray(requestDrafts.id, ids));
    await record(tx, actor, { action: 'draft.purge', after: { ended: old.length } });
    return old.length;
  },
);

import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse, sqlState } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import type { ArchiveGroup } from '../input';
import { needsAdministrator } from '../rules';
import { administratorsInForce, entityOf, type Group, lockGroup, managing } from './lock';
import { openBusiness, unfinishedText } from './open-business';

const clause = '2.2.1a';
const target = ({ id }: ArchiveGroup) => ({ type: 'group', id, label: '工作群' });

async function tellAdministrators(tx: Tx, group: Group, title: string, reason: string): Promise<void> {
  const told = await administratorsInForce(tx, group.id);
  await notify(
    tx,
    told.map(({ personId }) => ({
      personId,
      kind: 'group' as const,
      title,
      detail: reason,
      href: `/groups/${group.id}`,
    })),
  );
}

/**
 * Puts a group out of use. Nothing may be open for it; the lock on the group keeps new requests waiting, and they find it archived.
 * Memberships and administrators stay as they are, so that restoring loses nothing.
 */
export const archiveGroup = command<ArchiveGroup, { id: string }>(
  { name: 'group.archive', clause, entity: target },
  async (tx, actor, { id, reason }) => {
    const grant = managing(actor);
    const group = await lockGroup(tx, id);
    if (group.archivedAt) refuse('conflict', `此群已于 ${formatShort(group.archivedAt)} 归档`);
    const open = await openBusiness(tx, id);
    if (open.requests + open.orders > 0) {
      refuse('rule', `还有${unfinishedText(open)}，办结后才能归档`, { clause });
    }
    const archivedAt = now();
    await tx.update(groups).set({ archivedAt, archivedReason: reason }).where(eq(groups.id, id));
    await record(tx, actor, {
      action: 'group.archive',
      entity: entityOf(group),
      grant,
      clause,
      reason,
      before: { archivedAt: null },
      after: { archivedAt },
    });
    await tellAdministrators(tx, group, `「${group.name}」已归档`, reason);
    return { id };
  },
);

/** Takes an archived group into use again, with the members and administrators it had. */
export const restoreGroup = command<ArchiveGroup, { id: string }>(
  { name: 'group.restore', clause, entity: target },
  async (tx, actor, { id, reason }) => {
    const grant = managing(actor);
    const group = await lockGroup(tx, id);
    if (!group.archivedAt) refuse('conflict', '此群已在使用中');
    if (needsAdministrator(group.platform) && !(await administratorsInForce(tx, id)).length) {
      refuse('rule', '此群已没有群管理员，请先指定一位再恢复', { clause });
    }
    await tx
      .update(groups)
      .set({ archivedAt: null, archivedReason: null })
      .where(eq(groups.id, id))
      .catch((error: unknown) => {
        if (sqlState(error) !== '23505') throw error;
        refuse('rule', `已有使用中的同名工作群「${group.name}」，请先给那个群改名`, { clause });
      });
    await record(tx, actor, {
      action: 'group.restore',
      entity: entityOf(group),
      grant,
      clause,
      reason,
      before: { archivedAt: group.archivedAt },
      after: { archivedAt: null },
    });
    await tellAdministrators(tx, group, `「${group.name}」已恢复使用`, reason);
    return { id };
  },
);

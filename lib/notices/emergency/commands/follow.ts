import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { notices } from '@/db/schema/notices';
import { noticeFollowUps } from '@/db/schema/receipts';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { administratorsByGroup } from '@/lib/groups/orders/queries/recipients';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import type { FollowUp } from '../input';
import { mayFollowUp } from '../policy';
import { nextEntryDue } from '../rules';
import { type LockedEmergency, lockEmergency, stillOpen } from './lock';
import { screened } from './screen';

/**
 * 续报: how it stands, or how it ended. The next entry is due so many hours later; after the last one nothing is. Two who report the end at
 * once meet at the notice's lock: the second is told.
 */
export const followUp = command(
  {
    name: 'notice.follow_up',
    clause: '3.1.3',
    entity: ({ id }: FollowUp) => ({ type: 'notice', id, label: '突发事件' }),
    once: ({ submissionId }: FollowUp) => submissionId,
  },
  async (tx, actor, { id, text, closes }): Promise<{ id: string }> => {
    const emergency = await lockEmergency(tx, actor, id);
    const grant = granted(mayFollowUp(actor, emergency));
    stillOpen(emergency);
    await screened(tx, { title: '', body: text }, { title: 'text', body: 'text' });
    const { 'notices.follow_up_hours': hours } = await settingsNow(tx);
    const at = now();
    const entry = { id: newId(), noticeId: id, text, closes, at, byName: actor.name };
    // Only people have the permission.
    await tx.insert(noticeFollowUps).values({ ...entry, by: actor.personId ?? '' });
    await tx
      .update(notices)
      .set(closes ? { followUpDueAt: null, closedAt: at } : { followUpDueAt: nextEntryDue(at, hours) })
      .where(eq(notices.id, id));
    await record(tx, actor, {
      action: closes ? 'notice.close_emergency' : 'notice.follow_up',
      entity: { type: 'notice', id, label: emergency.number ?? '' },
      grant,
      clause: '3.1.3',
      after: { text },
    });
    await tellGroups(tx, actor, emergency, closes);
    return { id: entry.id };
  },
);

/** Administrators of the chats are told, so that they post it there. */
async function tellGroups(
  tx: Tx,
  actor: Actor,
  { id, title, groupIds, authorId }: LockedEmergency,
  closes: boolean,
): Promise<void> {
  const chats = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(
      and(inArray(groups.id, groupIds), ne(groups.platform, 'portal'), sql`${groups.archivedAt} is null`),
    );
  const administrators = await administratorsByGroup(
    tx,
    chats.map((group) => group.id),
  );
  const told = new Set([...administrators.values()].flat().concat(authorId));
  told.delete(actor.personId ?? '');
  await notify(
    tx,
    [...told].map((personId) => ({
      personId,
      kind: 'notice' as const,
      title: closes ? `《${title}》已有处置结果，请转发到群` : `《${title}》有新的续报，请转发到群`,
      detail: `由${actor.name}填写`,
      href: `/notices/${id}#emergency`,
    })),
  );
}

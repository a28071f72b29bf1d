import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { notices } from '@/db/schema/notices';
import { noticeFollowUps } from '@/db/schema/receipts';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { administratorsByGroup } from '@/lib/groups/orders/queries/recipients';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { addOutcome } from '../../delivery/commands/outcome';
import { tellEntry } from '../../delivery/commands/tell';
import { emergencyName } from '../../states';
import type { FollowUp } from '../input';
import { mayFollowUp } from '../policy';
import { beginning, type FollowUpWords, followUpText, nextEntryDue } from '../rules';
import { type LockedEmergency, lockEmergency, stillOpen } from './lock';
import { screened } from './screen';

/**
 * 续报: how it stands, or how it ended. The next entry is due so many hours later; after the last one nothing is. Two who report the end at
 * once meet at the notice's lock: the second is told. Everybody the emergency is for hears of it.
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
    if (closes) await tellPosts(tx, emergency, entry);
    const told = await tellGroups(tx, actor, emergency, closes);
    await tellEntry(tx, {
      ...{ noticeId: id, entryId: entry.id, except: told },
      title: `${emergencyName(emergency.title)}${closes ? '已处置完毕' : '有新的续报'}`,
      detail: beginning(text),
    });
    return { id: entry.id };
  },
);

/** What is not in the chats yet is to be posted with how it ended. */
async function tellPosts(
  tx: Tx,
  { id, title, unitId }: LockedEmergency,
  entry: FollowUpWords,
): Promise<void> {
  const [unit] = await tx.select({ name: units.name }).from(units).where(eq(units.id, unitId));
  await addOutcome(tx, id, followUpText(title, unit?.name ?? '', entry));
}

/** Administrators of the chats, and its author, are told so that it comes there; nobody is told of what he wrote himself. */
async function tellGroups(
  tx: Tx,
  actor: Actor,
  { id, title, groupIds, authorId }: LockedEmergency,
  closes: boolean,
): Promise<string[]> {
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
  const writer = actor.personId ? [actor.personId] : [];
  for (const personId of writer) told.delete(personId);
  await notify(
    tx,
    [...told].map((personId) => ({
      personId,
      kind: 'notice' as const,
      title: `${emergencyName(title)}${closes ? '已有处置结果' : '有新的续报'}，请转发到群`,
      detail: `由${actor.name}填写`,
      href: `/notices/${id}#emergency`,
    })),
  );
  return [...told, ...writer];
}

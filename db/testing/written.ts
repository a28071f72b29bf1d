import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { files } from '@/db/schema/house';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import type { SaveNotice } from '@/lib/notices/input';

/** A form that may be submitted as it is, of the actor's own unit. */
export function written(
  actor: Actor,
  groups: readonly { id: string }[],
  part: Partial<SaveNotice> = {},
): SaveNotice {
  return {
    id: newId(),
    seen: '',
    category: 'announcement',
    unitId: actor.unitId ?? '',
    major: false,
    title: '关于召开网格员例会的通知',
    titleReason: '',
    body: '请各网格员于周五 15:00 到社区会议室参加例会。',
    groupIds: groups.map(({ id }) => id),
    fileIds: [],
    receiptWanted: 'read',
    receiptDue: null,
    releaseWhen: 'approved',
    planned: null,
    answers: {},
    ...part,
  };
}

/**
 * A name that no other notice bears, for texts that must not resemble each other. It has no digits: one id in two
 * hundred holds what screening rightly takes for a telephone or card number.
 */
export function distinctName(): string {
  const signs = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳';
  return newId().replace(/./g, (sign) => signs[Number.parseInt(sign, 16)] ?? '');
}

/** An upload of the actor's that no form has claimed. */
export async function uploaded(actor: Actor, name: string): Promise<string> {
  const id = newId();
  await db()
    .insert(files)
    .values({
      id,
      name,
      contentType: 'application/pdf',
      size: 1_000,
      sha256: id.replaceAll('-', '').padEnd(64, '0'),
      storageKey: id,
      uploadedBy: actor.personId ?? '',
      uploadedAt: now(),
    });
  return id;
}

/** A notice with its revisions and steps, in their order. */
export async function noticeWith(id: string) {
  const [notice] = await db().select().from(notices).where(eq(notices.id, id));
  const revisions = await db()
    .select()
    .from(noticeRevisions)
    .where(eq(noticeRevisions.noticeId, id))
    .orderBy(noticeRevisions.number);
  const steps = await db()
    .select()
    .from(noticeSteps)
    .where(eq(noticeSteps.noticeId, id))
    .orderBy(noticeSteps.id);
  return { notice, revisions, steps };
}

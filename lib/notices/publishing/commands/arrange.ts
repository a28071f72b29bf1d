import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import type { Verdict } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { Refused } from '@/lib/core/errors';
import { formatMoment } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { enqueue } from '@/lib/jobs/enqueue';
import { transition } from '@/lib/workflow/transition';
import { noticeWorkflow } from '../../states';
import { planFor } from '../queries/plan';
import type { Planned } from '../rules/window';
import { type Held, holdNotice, type NoticeRow } from './lock';

/** When an approved notice goes out; `by_hand` when its author is to say so. */
export type Arrangement = { when: 'by_hand' } | { when: 'at'; publishAt: Date; heldWhy: string | null };

/**
 * What follows the last approval: a time by windows and flood control (3.3.1, 3.3.2), or the author's turn. He is told here, when it was
 * somebody else who approved. The notice is locked and approved; its publishing is the queue's business, never the approver's.
 */
export async function arrange(tx: Tx, actor: Actor, { id }: { id: string }): Promise<Arrangement> {
  const held = await holdNotice(tx, eq(notices.id, id));
  if (held?.notice.status !== 'approved') throw new Error(`notice ${id} is not approved`);
  const { notice, revision } = held;
  if (revision.releaseWhen === 'by_hand') {
    await tellAuthor(tx, actor, notice, `《${revision.title}》已通过审核，请您发布`);
    return { when: 'by_hand' };
  }
  const { at, why } = await schedule(tx, actor, held, { may: 'system' });
  const when = at <= now() ? '即将发布' : `将于 ${formatMoment(at)} 发布`;
  await tellAuthor(tx, actor, notice, `《${revision.title}》已通过审核，${when}`, why ?? '');
  return { when: 'at', publishAt: at, heldWhy: why };
}

interface Scheduling {
  may: ((actor: Actor, row: NoticeRow) => Verdict) | 'system';
  reason?: string;
  /** Columns that change with it. */
  set?: Partial<NoticeRow>;
  /** Found already, by whoever had to know before. */
  plan?: Planned;
}

/** When it would go out by what is known now. An emergency that was not sent first knows no windows. */
export function planOf(tx: Tx, { notice, revision }: Held, released = false): Promise<Planned> {
  const from = new Date(Math.max(now().getTime(), revision.plannedAt?.getTime() ?? 0));
  const anytime = released || notice.releasedBy !== null || revision.category === 'emergency';
  const { title, body, targets } = revision;
  return planFor(tx, { ...notice, title, body }, targets, { from, anytime });
}

/** Gives an approved or scheduled notice its (new) time; what is due already is put before the queue. Refused when it has moved on. */
export async function schedule(
  tx: Tx,
  actor: Actor,
  held: Held,
  { may, reason, set, plan }: Scheduling,
): Promise<Planned> {
  const planned = plan ?? (await planOf(tx, held));
  const [answer] = await transition(tx, {
    table: notices,
    workflow: noticeWorkflow,
    verb: 'schedule',
    rows: [held.notice],
    actor,
    may,
    label: ({ number }) => number ?? '',
    reason: reason ?? planned.why,
    set: { ...set, publishAt: planned.at, heldWhy: planned.why },
  });
  if (!answer?.ok) throw answer ? new Refused(answer.refusal) : new Error('nothing was moved');
  if (planned.at <= now()) await enqueue(tx, 'notices.publish', {});
  return planned;
}

/** A message to whoever wrote it, unless he is the one who acts. */
export async function tellAuthor(
  tx: Tx,
  actor: Actor,
  { id, authorId }: NoticeRow,
  title: string,
  detail = '',
): Promise<void> {
  if (authorId === actor.personId) return;
  await notify(tx, [{ personId: authorId, kind: 'notice', title, detail, href: `/notices/${id}` }]);
}

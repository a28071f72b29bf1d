import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import type { Verdict } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { formatMoment } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { enqueue } from '@/lib/jobs/enqueue';
import { moveNotices } from '../../commands/move';
import type { NoticeRow } from '../../queries/columns';
import { planFor } from '../queries/plan';
import type { Planned } from '../rules/window';
import { type Held, holdNotices } from './lock';
import { toAuthor, toAuthorOfTime } from './promised';

/** When an approved notice goes out; `by_hand` when its author is to say so. */
export type Arrangement = { when: 'by_hand' } | { when: 'at'; publishAt: Date; heldWhy: string | null };

/** A notice with the time found for it. */
export interface Scheduled {
  held: Held;
  plan: Planned;
}

/**
 * What follows the last approval of these notices: a time by windows and flood control (3.3.1, 3.3.2), or the author's turn. He is told
 * here, when it was somebody else who approved. They are locked and approved; their publishing is the queue's business, never the
 * approver's. One look at what is out for each, and a few statements for them all.
 */
export async function arrange(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Arrangement>> {
  const approved = await holdNotices(tx, ids);
  const other = approved.find(({ notice }) => notice.status !== 'approved');
  if (other || approved.length < ids.length) throw new Error('arranged is what was approved');
  const [byHand, bySystem] = [
    approved.filter(({ revision }) => revision.releaseWhen === 'by_hand'),
    approved.filter(({ revision }) => revision.releaseWhen !== 'by_hand'),
  ];
  const scheduled = await Promise.all(
    bySystem.map(async (held): Promise<Scheduled> => ({ held, plan: await planOf(tx, held) })),
  );
  await scheduleAll(tx, actor, scheduled, { may: 'system' });
  await notify(tx, [
    ...byHand.flatMap(({ notice, revision }) =>
      toAuthorOfTime(actor, notice, `《${revision.title}》已通过审核，请您发布`),
    ),
    ...scheduled.flatMap((one) => ofTime(actor, one)),
  ]);
  return new Map(approved.map(({ notice: { id } }) => [id, arrangementOf(scheduled, id)]));
}

function arrangementOf(scheduled: readonly Scheduled[], id: string): Arrangement {
  const plan = scheduled.find(({ held }) => held.notice.id === id)?.plan;
  return plan ? { when: 'at', publishAt: plan.at, heldWhy: plan.why } : { when: 'by_hand' };
}

interface Scheduling {
  /** 安排发布 where nothing else is said. */
  verb?: 'schedule' | 'release';
  may: ((actor: Actor, row: NoticeRow) => Verdict) | 'system';
  reason?: string;
  /** Columns that change with it. */
  set?: Partial<NoticeRow>;
}

/** When it would go out by what is known now. An emergency that was not sent first knows no windows. */
export function planOf(tx: Tx, { notice, revision }: Held, released = false): Promise<Planned> {
  const from = new Date(Math.max(now().getTime(), revision.plannedAt?.getTime() ?? 0));
  const anytime = released || notice.releasedBy !== null || revision.category === 'emergency';
  const { title, body, targets } = revision;
  return planFor(tx, { ...notice, title, body }, targets, { from, anytime });
}

/** Gives approved or scheduled notices, all of which wait for the same reason, their (new) times. Refused when one has moved on. */
async function giveTimes(
  tx: Tx,
  actor: Actor,
  scheduled: readonly Scheduled[],
  { verb = 'schedule', may, reason, set }: Scheduling,
): Promise<void> {
  const times = Object.fromEntries(scheduled.map(({ held, plan }) => [held.notice.id, plan.at]));
  const heldWhy = scheduled[0]?.plan.why ?? null;
  const rows = scheduled.map(({ held }) => held.notice);
  await moveNotices(tx, actor, rows, {
    verb,
    may,
    reason: reason ?? heldWhy,
    set: {
      ...set,
      publishAt: sql`(${JSON.stringify(times)}::jsonb ->> ${notices.id}::text)::timestamptz`,
      heldWhy,
    },
  });
}

/** What is due already is put before the queue. */
async function publishSoon(tx: Tx, scheduled: readonly Scheduled[]): Promise<void> {
  if (scheduled.some(({ plan }) => plan.at <= now())) await enqueue(tx, 'notices.publish', {});
}

/** Gives any number of approved or scheduled notices their (new) times: a statement for those that wait for the same reason. */
export async function scheduleAll(
  tx: Tx,
  actor: Actor,
  scheduled: readonly Scheduled[],
  scheduling: Scheduling,
): Promise<void> {
  const waitingFor = (why: string | null) => scheduled.filter(({ plan }) => plan.why === why);
  const reasons = [...new Set(scheduled.map(({ plan }) => plan.why))];
  await Promise.all(reasons.map((why) => giveTimes(tx, actor, waitingFor(why), scheduling)));
  await publishSoon(tx, scheduled);
}

/** Gives one approved or scheduled notice its (new) time, `plan` where it was found before. Refused when it has moved on. */
export async function schedule(
  tx: Tx,
  actor: Actor,
  held: Held,
  { plan: known, ...scheduling }: Scheduling & { plan?: Planned },
): Promise<Planned> {
  const plan = known ?? (await planOf(tx, held));
  await giveTimes(tx, actor, [{ held, plan }], scheduling);
  await publishSoon(tx, [{ held, plan }]);
  return plan;
}

function ofTime(actor: Actor, { held: { notice, revision }, plan: { at, why } }: Scheduled) {
  const when = at <= now() ? '即将发布' : `将于 ${formatMoment(at)} 发布`;
  return toAuthorOfTime(actor, notice, `《${revision.title}》已通过审核，${when}`, why ?? '');
}

/** A message to whoever wrote it, unless he is the one who acts. */
export async function tellAuthor(
  tx: Tx,
  actor: Actor,
  notice: NoticeRow,
  title: string,
  detail = '',
): Promise<void> {
  await notify(tx, toAuthor(actor, notice, title, detail));
}

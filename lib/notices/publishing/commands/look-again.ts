import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { formatMoment } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { planOf, type Scheduled, scheduleAll } from './arrange';
import { type Held, holdNotices } from './lock';
import { toAuthorOfTime } from './promised';

/** More than wait for one notice; of more, those that go out first. */
const mostAtOnce = 50;

/** Scheduled ones that are put off, to a group that the notice went to. */
async function waitingBeside(tx: Tx, noticeId: string): Promise<string[]> {
  const shared = sql`exists (select 1 from notice_targets t join deliveries d on d.group_id = t.group_id
    where t.notice_id = ${notices.id} and d.notice_id = ${noticeId}::uuid)`;
  const putOff = and(
    eq(notices.status, 'scheduled'),
    gt(notices.publishAt, now()),
    isNotNull(notices.heldWhy),
  );
  const rows = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(and(putOff, shared))
    .orderBy(asc(notices.publishAt), asc(notices.id))
    .limit(mostAtOnce);
  return rows.map(({ id }) => id);
}

/** Those that would go out earlier as things are: never later, and none outside of the window. */
async function earlierNow(tx: Tx, waiting: readonly Held[]): Promise<Scheduled[]> {
  const late = waiting.filter(({ notice }) => notice.status === 'scheduled');
  const planned = await Promise.all(late.map(async (held) => ({ held, plan: await planOf(tx, held) })));
  return planned.filter(({ held, plan }) => held.notice.publishAt && plan.at < held.notice.publishAt);
}

/**
 * What waited because this notice was out need not wait any more once it is recalled (3.3.1): each is given the time that it would have
 * now. Recorded, and its author told. The recalled notice is locked; these are locked here, in the order of their ids.
 */
export async function lookAgain(tx: Tx, actor: Actor, { notice, revision }: Held): Promise<void> {
  const waiting = await holdNotices(tx, await waitingBeside(tx, notice.id));
  const earlier = await earlierNow(tx, waiting);
  const reason = `《${revision.title}》已召回，不再顺延`;
  await scheduleAll(tx, actor, earlier, { may: 'system', reason });
  const when = ({ at }: Scheduled['plan']) => (at <= now() ? '即将发布' : `提前至 ${formatMoment(at)} 发布`);
  await notify(
    tx,
    earlier.flatMap(({ held, plan }) =>
      toAuthorOfTime(actor, held.notice, `《${held.revision.title}》${when(plan)}`, reason),
    ),
  );
}

import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import type { Verdict } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { formatMoment } from '@/lib/core/time';
import { officeAdmins } from '@/lib/groups/orders/queries/recipients';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { moveNotice } from '../../commands/move';
import type { NoticeRow } from '../../queries/columns';
import { flawOf } from '../queries/flaw';
import { type Asked, askedAt } from '../rules/asked';
import type { WentOut } from '../rules/outcome';
import { planOf, schedule, tellAuthor } from './arrange';
import { type Held, heldAgain, holdTargets } from './lock';
import { retractPromises, toAuthorOfTime } from './promised';
import { publishRow } from './publish';

type May = ((actor: Actor, row: NoticeRow) => Verdict) | 'system';

/**
 * Sends out a scheduled notice whose time has come, in the caller's transaction: what is not what was approved is stopped, what would
 * flood is postponed, everything else is published with all that follows. The notice is locked.
 */
export async function goOut(tx: Tx, actor: Actor, held: Held, may: May): Promise<WentOut> {
  const flaw = await flawOf(tx, held.revision);
  if (flaw) return stop(tx, actor, held, flaw);
  const inUse = await holdTargets(tx, held.revision.targets);
  if (!inUse.length) return stop(tx, actor, held, '目标群都已归档，没有可以发布的群');
  const plan = await planOf(tx, held);
  if (plan.at > now()) return postpone(tx, actor, held, { at: plan.at, why: plan.why ?? '未到计划时间' });
  const at = now();
  const asked = await askedFrom(tx, held, at);
  const set = { ...asked, publishedAt: at, publishedRevision: held.revision.number, heldWhy: null };
  const grant = await moveNotice(tx, actor, held.notice, { verb: 'publish', may, set });
  const { notice, revision } = await heldAgain(tx, held);
  const reach = await publishRow(tx, actor, notice, revision, grant);
  await tellAuthor(
    tx,
    actor,
    notice,
    `《${revision.title}》已发布`,
    [`${reach.groups} 个群，${reach.people} 人`, putOff(held.notice, asked)].filter(Boolean).join('，'),
  );
  return { outcome: 'published', ...reach };
}

async function askedFrom(tx: Tx, { notice }: Held, at: Date): Promise<Asked> {
  const [calendar, settings] = await Promise.all([workCalendar(tx), settingsNow(tx)]);
  return askedAt(calendar, settings, notice, at);
}

/** Said to the author when his time for acknowledgements could not be kept; nothing else. */
function putOff(notice: NoticeRow, { receiptDueAt }: Asked): string {
  const same = notice.receiptDueAt?.getTime() === receiptDueAt?.getTime();
  return receiptDueAt && !same ? `回执截止时间为 ${formatMoment(receiptDueAt)}` : '';
}

/** Later, never lost: its author is told until when, and why. */
async function postpone(tx: Tx, actor: Actor, held: Held, plan: { at: Date; why: string }): Promise<WentOut> {
  await schedule(tx, actor, held, { may: 'system', plan });
  const until = `《${held.revision.title}》顺延至 ${formatMoment(plan.at)} 发布`;
  await notify(tx, toAuthorOfTime(actor, held.notice, until, plan.why));
  return { outcome: 'postponed', publishAt: plan.at, heldWhy: plan.why };
}

/** Back to approved, where nothing sends it out by itself: the Office and its author are told, and it can be taken back. */
async function stop(tx: Tx, actor: Actor, held: Held, why: string): Promise<WentOut> {
  const set = { publishAt: null, heldWhy: why };
  await moveNotice(tx, actor, held.notice, { verb: 'stop', may: 'system', reason: why, set });
  const { notice, revision } = held;
  const title = `《${revision.title}》已中止发布`;
  await retractPromises(tx, notice, '已中止');
  await tellAuthor(tx, actor, notice, title, why);
  const office = await officeAdmins(tx, notice.authorId);
  await notify(
    tx,
    office.map((personId) => ({
      personId,
      kind: 'notice' as const,
      title,
      detail: `${notice.number ?? ''}：${why}`,
      href: `/notices/${notice.id}`,
    })),
  );
  return { outcome: 'stopped', why };
}

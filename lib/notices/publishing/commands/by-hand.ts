import { and, eq } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import type { NoticeRow } from '../../queries/columns';
import { visibleNotices } from '../../queries/visible';
import { isAuthorAway } from '../../writing/queries/away';
import type { PublishByHand, ReleaseNotice } from '../input';
import { mayPublish, mayRelease } from '../policy';
import type { WentOut } from '../rules/outcome';
import { planOf, schedule } from './arrange';
import { goOut } from './go-out';
import { groupsOf, heldAgain, holdNotice } from './lock';

const entity = ({ id }: { id: string }) => ({ type: 'notice', id, label: '信息' });
const missing = '没有找到这条信息';

/**
 * 发布: its author, or who stands in for him when he is there no more, sends an approved notice out. Outside of the window, or where it would flood, it gets the next moment at which it may
 * (3.3.1, 3.3.2).
 */
export const publishByHand = command(
  { name: 'notice.publish_by_hand', clause: '3.3.2', entity },
  async (tx, actor, { id, version }: PublishByHand): Promise<WentOut> => {
    const held = await holdNotice(tx, and(eq(notices.id, id), visibleNotices(actor)));
    if (!held) return refuse('not_found', missing);
    const authorAway = await isAuthorAway(tx, id);
    const groupIds = groupsOf(held);
    const may = (by: Actor, row: NoticeRow) => mayPublish(by, { ...row, groupIds, authorAway });
    if (may(actor, held.notice).allowed) refuseDone(held.notice);
    const seen = { ...held, notice: { ...held.notice, version } };
    const { at, why } = await schedule(tx, actor, seen, { may });
    if (at > now()) return { outcome: 'postponed', publishAt: at, heldWhy: why ?? '未到计划时间' };
    return goOut(tx, actor, await heldAgain(tx, held), may);
  },
);

function refuseDone({ status, heldWhy }: NoticeRow): void {
  // Scheduled by its approval: its time has been found, and 发布 is not another way around it.
  if (status === 'scheduled') refuse('rule', '这条信息已安排自动发布，不必再发布', { clause: '3.3.2' });
  // What stopped it once stops it again.
  if (status === 'approved' && heldWhy)
    refuse('rule', `已中止发布：${heldWhy}。请撤回修改后重新提交审核，或撤回`, { clause: '3.4.2' });
}

/** 时段外发布: the Office lets a notice that cannot wait out of hours, with a reason (3.3.2). Flood control still holds. */
export const releaseNotice = command(
  { name: 'notice.release', clause: '3.3.2', entity },
  async (tx, actor, { id, version, reason }: ReleaseNotice): Promise<WentOut> => {
    const held = await holdNotice(tx, and(eq(notices.id, id), visibleNotices(actor)));
    if (!held) return refuse('not_found', missing);
    const { status, publishAt } = held.notice;
    const may = mayRelease(actor, held.notice).allowed;
    if (may && status === 'approved')
      refuse('rule', '这条信息由起草人自行发布，不必时段外发布', { clause: '3.3.2' });
    const plan = await planOf(tx, held, true);
    if (may && status === 'scheduled' && publishAt && plan.at >= publishAt)
      refuse('rule', `时段外也不能提前发布：${plan.why ?? '起草人定的就是这个时间'}`, { clause: '3.3.2' });
    const seen = { ...held, notice: { ...held.notice, version } };
    const set = { releasedBy: actor.personId, releaseReason: reason };
    await schedule(tx, actor, seen, { verb: 'release', may: mayRelease, reason, set, plan });
    if (plan.at > now())
      return { outcome: 'postponed', publishAt: plan.at, heldWhy: plan.why ?? '未到计划时间' };
    return goOut(tx, actor, await heldAgain(tx, held), 'system');
  },
);

import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices, noticeTargets } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { granted, type Verdict } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { moveNotice } from '../../commands/move';
import type { TakeBack } from '../../input';
import { type LeftBehind, mayStandIn, noticeAuthor } from '../../policy';
import { retractPromises } from '../../publishing/commands/promised';
import { voidSteps } from '../../review/commands/steps';
import type { NoticeVerb } from '../../states';
import { letGo } from './files';
import { type LockedNotice, labelOf, type OwnNotice, ownNotice, ownOrLeft } from './lock';
import { backToSubmitted } from './submitted';

const entity = ({ id }: { id: string }) => ({ type: 'notice', id, label: '信息' });

/** What was arranged for its publication is arranged no more. */
const unarranged = { publishAt: null, heldWhy: null, releasedBy: null, releaseReason: null } as const;

/**
 * 撤回修改: what was submitted is a draft again. All its steps are void: whatever is submitted next is a new revision, approved anew.
 */
export const reopenNotice = command(
  { name: 'notice.reopen', clause: '3.4.2', entity },
  async (tx, actor, input: TakeBack) => {
    const notice = await ownNotice(tx, actor, input.id);
    const editedAt = new Date(Math.max(now().getTime(), notice.editedAt.getTime() + 1));
    const set = { ...unarranged, editedAt };
    await move(tx, actor, notice, { ...input, verb: 'reopen', may: noticeAuthor, set });
    await retractPromises(tx, notice, '已撤回修改');
    await voidApprovals(tx, actor, notice, { who: '作者', what: '撤回修改', reason: input.reason });
    return { id: notice.id };
  },
);

/**
 * 撤回: it will not be published. It stays where it was seen, as withdrawn, with the words that were submitted last. Whoever does it in the
 * place of an author who is there no more says why.
 */
export const withdrawNotice = command(
  { name: 'notice.withdraw', clause: '3.4.2', entity },
  async (tx, actor, input: TakeBack) => {
    const notice = await ownOrLeft(tx, actor, input.id);
    if (notice.revision === 0) refuse('rule', '还没有提交过的草稿可以直接删除');
    if (notice.authorAway) refuseWordless(input);
    const may = notice.authorAway ? mayStandIn : noticeAuthor;
    const submitted = await backToSubmitted(tx, notice);
    const known = { ...notice, title: submitted.title };
    await move(tx, actor, known, { ...input, verb: 'withdraw', may, set: { ...submitted, ...unarranged } });
    await retractPromises(tx, known, '已撤回');
    const who = notice.authorAway ? actor.name : '作者';
    await voidApprovals(tx, actor, known, { who, what: '撤回', reason: input.reason });
    if (notice.authorAway)
      await tellAuthor(tx, known, `《${known.title}》已由${actor.name}撤回`, input.reason);
    return { id: notice.id };
  },
);

function refuseWordless({ reason }: TakeBack): void {
  const message = '请填写撤回原因';
  if (!reason) refuse('invalid', message, { fields: { reason: message } });
}

/** Whoever had approved it answers for it no more, and is told so. */
async function voidApprovals(
  tx: Tx,
  actor: Actor,
  { id, title, number }: OwnNotice,
  { who, what, reason }: { who: string; what: string; reason: string },
): Promise<void> {
  const approvers = await voidSteps(tx, actor, id, reason || `${who}${what}`);
  await notify(
    tx,
    approvers.map((personId) => ({
      personId,
      kind: 'notice' as const,
      title: `《${title}》${who}已${what}，您的审核通过作废`,
      detail: [number, reason].filter(Boolean).join(' · '),
      href: `/review/${id}`,
    })),
  );
}

const tellAuthor = (tx: Tx, { id, authorId }: OwnNotice, title: string, detail: string) =>
  notify(tx, [{ personId: authorId, kind: 'notice', title, detail, href: `/notices/${id}` }]);

interface Asked extends TakeBack {
  verb: NoticeVerb;
  may: (actor: Actor, notice: LockedNotice & LeftBehind) => Verdict;
  set: Partial<typeof notices.$inferInsert>;
}

/** The version is the one the author saw: what was decided since is told him, and not undone unseen. */
async function move(
  tx: Tx,
  actor: Actor,
  notice: LockedNotice & Partial<LeftBehind>,
  { verb, version, reason, may, set }: Asked,
): Promise<void> {
  const seen = { authorAway: false, ...notice, version };
  await moveNotice(tx, actor, seen, { verb, may, label: labelOf, reason: reason || null, set });
}

/** 删除草稿: of what was never submitted nothing is left. */
export const discardNotice = command(
  { name: 'notice.discard', entity },
  async (tx, actor, input: { id: string }) => {
    const notice = await ownNotice(tx, actor, input.id);
    const grant = granted(noticeAuthor(actor, notice));
    if (notice.status !== 'draft' || notice.revision > 0)
      refuse('rule', '已提交过的信息须留存，请改用“撤回”', { clause: '3.4.2' });
    await letGo(tx, notice.id);
    await tx.delete(noticeTargets).where(eq(noticeTargets.noticeId, notice.id));
    await tx.delete(notices).where(and(eq(notices.id, notice.id), eq(notices.revision, 0)));
    await record(tx, actor, {
      action: 'notice.discard',
      entity: { type: 'notice', id: notice.id, label: labelOf(notice) },
      grant,
    });
    return { id: notice.id };
  },
);

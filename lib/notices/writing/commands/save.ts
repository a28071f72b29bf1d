import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { Refused, refuse } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import { second } from '@/lib/workflow/move';
import type { SaveNotice } from '../../input';
import { mayWrite, noticeAuthor } from '../../policy';
import { noticeColumns } from '../../queries/columns';
import { editableStatuses, noticeWorkflow } from '../../states';
import { writableAmong } from '../queries/groups';
import { unitsToSignFor } from '../queries/units';
import { keepFiles } from './files';
import { lockOwn, type OwnNotice } from './lock';
import { placeTargets } from './targets';

/** Keeps what the author is writing, as it stands. Leaves no record: nothing was done yet. */
export const saveNotice = command({ name: 'notice.save' }, async (tx, actor, input: SaveNotice) => {
  const { editedAt } = await keepCopy(tx, actor, input);
  return { seen: editedAt.toISOString() };
});

/**
 * Puts the form in place of the working copy, making the draft when there is none yet. Refused when the notice is no longer the author's
 * to change, or was changed in another window since the form read it.
 * @returns the notice as it stands now, locked
 */
export async function keepCopy(tx: Tx, actor: Actor, input: SaveNotice): Promise<OwnNotice> {
  granted(mayWrite(actor));
  const found = await lockOwn(tx, actor, input.id);
  if (found) refuseChanged(actor, found, input);
  const units = await unitsToSignFor(actor, tx);
  if (!units.some(({ id }) => id === input.unitId))
    refuse('invalid', '请重新选择署名单位', { fields: { unitId: '您已不在该单位' } });
  const before = found ?? (await begun(tx, actor, input));
  const [after] = await tx
    .update(notices)
    .set({ ...columnsOf(input), editedAt: laterThan(before.editedAt) })
    .where(eq(notices.id, before.id))
    .returning(noticeColumns);
  await keepTargets(tx, actor, input);
  await keepFiles(tx, actor, before.id, input.fileIds);
  return after ?? refuse('not_found', '没有这份信息，或您无权修改');
}

/** Each keeping has a time of its own, by which windows tell whether they show the latest. */
function laterThan(before: Date): Date {
  return new Date(Math.max(now().getTime(), before.getTime() + 1));
}

function columnsOf(input: SaveNotice) {
  const { category, unitId, major, title, titleReason, body, receiptWanted, releaseWhen, answers } = input;
  return {
    ...{ category, unitId, major, title, titleReason, body, receiptWanted, releaseWhen, answers },
    receiptDueAt: receiptWanted === 'acknowledge' ? input.receiptDue : null,
    plannedAt: releaseWhen === 'planned' ? input.planned : null,
  };
}

/** The draft at its beginning; the id is the form's, so that a form saved twice at once is one draft. */
async function begun(tx: Tx, actor: Actor, input: SaveNotice): Promise<OwnNotice> {
  const authorId = actor.personId ?? refuse('session', '请先登录');
  if (input.seen) refuse('not_found', '这份草稿已删除，请将内容另存为新草稿');
  const at = now();
  const [row] = await tx
    .insert(notices)
    .values({
      id: input.id,
      authorId,
      ...columnsOf(input),
      status: 'draft',
      statusAt: at,
      statusBy: authorId,
      statusByName: actor.name,
      createdAt: at,
      editedAt: at,
    })
    .onConflictDoNothing()
    .returning(noticeColumns);
  return row ?? refuse('conflict', '这份草稿刚在其他窗口保存过，本页内容没有保存');
}

/** Refuses a form that may not be kept: not the author's to change any more, or not of the copy that is kept. */
function refuseChanged(actor: Actor, notice: OwnNotice, input: SaveNotice): void {
  granted(noticeAuthor(actor, notice));
  if (!editableStatuses.some((status) => status === notice.status)) {
    const answer = second(noticeWorkflow, notice);
    if (!answer.ok) throw new Refused(answer.refusal);
  }
  if (input.seen !== notice.editedAt.toISOString())
    refuse('conflict', `这份草稿已于 ${formatShort(notice.editedAt)} 在其他窗口修改，本页内容没有保存`);
  if (notice.category === 'emergency')
    refuse('rule', '突发事件信息请在突发事件页面办理', { clause: '3.1.3' });
  if (notice.revision > 0 && notice.major && !input.major)
    refuse('rule', '已提交过的重要事项不能改为一般信息', {
      clause: '3.4.1',
      fields: { major: '已提交过的重要事项不能改为一般信息' },
    });
}

/** The groups of the form that may be written to; what was archived or left since is left out, which submitting refuses. */
async function keepTargets(tx: Tx, actor: Actor, { id, groupIds }: SaveNotice): Promise<void> {
  const kept = await writableAmong(tx, actor, groupIds);
  await placeTargets(
    tx,
    id,
    kept.map(({ groupId }) => groupId),
  );
}

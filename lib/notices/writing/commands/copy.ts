import { and, eq, or } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { noticeFiles, noticeRevisions, notices, noticeTargets } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { command } from '@/lib/workflow/command';
import type { copyNoticeInput } from '../../input';
import { mayWrite } from '../../policy';
import { noticeColumns } from '../../queries/columns';
import { isOut, visibleNotices } from '../../queries/visible';
import { standsIn } from '../queries/away';
import { writableAmong } from '../queries/groups';
import { unitsToSignFor } from '../queries/units';
import { filesOf } from './files';
import { labelOf, type OwnNotice } from './lock';

/**
 * A new draft from an earlier notice of one's own, a published one, or one left behind by an author who is there no more: its words, attachments, and those of its groups one may write to.
 * With `repeat` it is the same said again (3.3.1), and knows the first of them.
 */
export const copyNotice = command(
  {
    name: 'notice.copy',
    clause: '3.3.1',
    once: (input: z.output<typeof copyNoticeInput>) => input.submissionId,
    entity: ({ id }) => ({ type: 'notice', id, label: '信息' }),
  },
  async (tx, actor, input) => {
    const grant = granted(mayWrite(actor));
    const source = await earlier(tx, actor, input.id);
    const repeated = input.as === 'repeat';
    if (repeated) refuseRepeat(actor, source);
    const id = await begin(tx, actor, source, repeated ? (source.repeatOf ?? source.id) : null);
    await record(tx, actor, {
      action: repeated ? 'notice.repeat' : 'notice.copy',
      entity: { type: 'notice', id, label: labelOf({ number: null, title: source.title }) },
      grant,
      clause: '3.3.1',
      after: { source: labelOf(source) },
    });
    return { id };
  },
);

/** What a copy begins with. */
interface Source extends OwnNotice {
  groupIds: string[];
  fileIds: string[];
}

async function earlier(tx: Tx, actor: Actor, id: string): Promise<Source> {
  const [source] = await tx
    .select(noticeColumns)
    .from(notices)
    .where(
      and(
        eq(notices.id, id),
        visibleNotices(actor),
        or(eq(notices.authorId, actor.personId ?? id), isOut, standsIn(actor)),
      ),
    );
  if (!source) return refuse('not_found', '没有这份信息，或您无权查看');
  return source.authorId === actor.personId ? workingCopy(tx, source) : handedInLast(tx, source);
}

async function workingCopy(tx: Tx, source: OwnNotice): Promise<Source> {
  const targets = await tx
    .select({ groupId: noticeTargets.groupId })
    .from(noticeTargets)
    .where(eq(noticeTargets.noticeId, source.id));
  const files = await filesOf(tx, source.id);
  return {
    ...source,
    groupIds: targets.map(({ groupId }) => groupId),
    fileIds: files.map(({ fileId }) => fileId),
  };
}

/** Of others' what was submitted last: what its author has changed since is his alone. */
async function handedInLast(tx: Tx, source: OwnNotice): Promise<Source> {
  const [last] = await tx
    .select()
    .from(noticeRevisions)
    .where(and(eq(noticeRevisions.noticeId, source.id), eq(noticeRevisions.number, source.revision)));
  if (!last) throw new Error(`nothing of ${source.id} was handed in`);
  const { title, body, category } = last;
  // A reviewer may have made it a major matter since, which is to be acknowledged.
  const receiptWanted = source.major ? 'acknowledge' : last.receiptWanted;
  return {
    ...source,
    ...{ title, body, category, receiptWanted },
    groupIds: last.targets.map(({ groupId }) => groupId),
    fileIds: last.attachments.map(({ fileId }) => fileId),
  };
}

function refuseRepeat(actor: Actor, { authorId, unitId, status, category }: OwnNotice): void {
  if (status !== 'published')
    refuse('rule', '只有已发布的信息可以重复发布，请改用“复制为草稿”', { clause: '3.3.1' });
  if (category === 'emergency') refuse('rule', '突发事件请用续报，不重复发布', { clause: '3.1.3' });
  if (authorId !== actor.personId && unitId !== actor.unitId)
    refuse('forbidden', '只能重复发布本人或本单位的信息，请改用“复制为草稿”', { clause: '3.3.1' });
}

async function begin(tx: Tx, actor: Actor, source: Source, repeatOf: string | null): Promise<string> {
  const authorId = actor.personId ?? refuse('session', '请先登录');
  const units = await unitsToSignFor(actor, tx);
  const unitId = units.find((unit) => unit.id === source.unitId)?.id ?? units[0]?.id;
  if (!unitId) return refuse('rule', '您没有所属单位，不能起草信息', { clause: '3.2.3' });
  const id = newId();
  const at = now();
  const { title, body, major, receiptWanted } = source;
  await tx.insert(notices).values({
    id,
    authorId,
    unitId,
    category: source.category === 'emergency' ? 'announcement' : source.category,
    ...{ title, body, major, receiptWanted, ...reasonsOf(source, authorId) },
    releaseWhen: 'approved',
    repeatOf,
    status: 'draft',
    statusAt: at,
    statusBy: authorId,
    statusByName: actor.name,
    createdAt: at,
    editedAt: at,
  });
  await copyParts(tx, actor, source, id);
  return id;
}

/** What somebody has said for his words he has not said for another; what stands there for an emergency is no reason for anything else. */
function reasonsOf({ authorId, category, titleReason, answers }: Source, by: string) {
  if (authorId !== by) return { titleReason: '', answers: {} };
  return { titleReason: category === 'emergency' ? '' : titleReason, answers };
}

async function copyParts(tx: Tx, actor: Actor, { groupIds, fileIds }: Source, to: string): Promise<void> {
  const kept = await writableAmong(tx, actor, groupIds);
  if (kept.length)
    await tx.insert(noticeTargets).values(kept.map(({ groupId }) => ({ noticeId: to, groupId })));
  if (fileIds.length)
    await tx
      .insert(noticeFiles)
      .values(fileIds.map((fileId, position) => ({ noticeId: to, fileId, position })));
}

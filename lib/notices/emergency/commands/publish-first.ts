import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { takeNumbers } from '@/db/numbers';
import { noticeRevisions, notices, noticeTargets, type RevisionTarget } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { formatMoment } from '@/lib/core/time';
import { fingerprint } from '@/lib/notices/queries/fingerprint';
import { settingsNow } from '@/lib/settings/queries';
import type { Settings } from '@/lib/settings/registry';
import { command } from '@/lib/workflow/command';
import { moveNotice } from '../../commands/move';
import { type Held, heldAgain, holdNotice } from '../../publishing/commands/lock';
import { publishRow } from '../../publishing/commands/publish';
import { openSteps } from '../../review/commands/steps';
import { titleProblem, titleState } from '../../rules/title';
import type { PublishFirst } from '../input';
import { mayPublishFirst } from '../policy';
import { targetsAmong } from '../queries/targets';
import { nextEntryDue, recordedLate } from '../rules';
import { screened } from './screen';

/** Stands for the reason that a longer title needs. */
const titleReason = '突发事件先行发布';

/**
 * 先行发布 (3.1.3): an emergency goes out at once, at any hour, and is reviewed afterwards. What already stood in the chats is recorded the
 * same way (补登) and sent there no second time; later than the rule has it only with a reason.
 */
export const publishFirst = command(
  {
    name: 'notice.publish_first',
    clause: '3.1.3',
    once: ({ submissionId }: PublishFirst) => submissionId,
  },
  async (tx, actor, input): Promise<{ id: string; number: string }> => {
    granted(mayPublishFirst(actor, input));
    const targets = await targetsAmong(tx, actor, input.groupIds);
    if (targets.length < input.groupIds.length)
      refuse('invalid', '所选的群已归档或不可见', { fields: { groupIds: '请重新选择目标群' } });
    const settings = await settingsNow(tx);
    const words = checkedTitle(input, settings);
    const lateReason = await lateness(tx, input, settings);
    const found = await screened(tx, input);
    const [number = ''] = await takeNumbers(tx, 'NT', 1);
    const notice = noticeRow(actor, input, { ...words, number, lateReason });
    await insertRows(tx, notices, [notice]);
    await insertRows(
      tx,
      noticeTargets,
      targets.map(({ groupId }) => ({ noticeId: notice.id, groupId })),
    );
    await insertRows(tx, noticeRevisions, [revisionRow(notice, targets, found)]);
    await sendOut(tx, actor, { id: notice.id, input, hours: settings['notices.follow_up_hours'] });
    return { id: notice.id, number };
  },
);

function checkedTitle({ title }: PublishFirst, settings: Settings): { titleReason: string } {
  const problem = titleProblem(title, titleReason, settings);
  if (problem) refuse('invalid', problem.message, { clause: '3.2.1', fields: { title: problem.message } });
  return { titleReason: titleState(title, settings) === 'long' ? titleReason : '' };
}

/** Why a 补登 comes late; null when it does not, or is none. */
async function lateness(
  tx: Tx,
  { posted, postedAt, lateReason }: PublishFirst,
  settings: Settings,
): Promise<string | null> {
  if (!posted || postedAt === '') return null;
  if (postedAt > now())
    refuse('invalid', '群里发布的时间不能晚于现在', { fields: { postedAt: '不能晚于现在' } });
  const days = settings['notices.record_days'];
  if (!recordedLate(await workCalendar(tx), postedAt, now(), days)) return null;
  const missing = `已超过 ${days} 个工作日，请说明补登晚的原因`;
  if (!lateReason) refuse('invalid', missing, { clause: '3.1.3', fields: { lateReason: missing } });
  return lateReason;
}

/** As a draft that is submitted, for the length of this transaction. */
function noticeRow(
  actor: Actor,
  { unitId, title, body, posted, postedAt }: PublishFirst,
  more: { number: string; titleReason: string; lateReason: string | null },
) {
  const at = now();
  return {
    ...more,
    id: newId(),
    // Only people have the permission.
    authorId: actor.personId ?? '',
    unitId,
    category: 'emergency' as const,
    major: false,
    title,
    body,
    // Who stood in the chat when it was posted there has answered there.
    receiptWanted: posted ? ('read' as const) : ('acknowledge' as const),
    receiptDueAt: null,
    releaseWhen: 'approved' as const,
    plannedAt: null,
    status: 'draft' as const,
    version: 1,
    statusAt: at,
    statusBy: actor.personId,
    statusByName: actor.name,
    createdAt: at,
    editedAt: at,
    revision: 1,
    submittedAt: at,
    answers: {},
    postedBeforeAt: posted && postedAt !== '' ? postedAt : null,
  };
}

function revisionRow(
  notice: ReturnType<typeof noticeRow>,
  targets: RevisionTarget[],
  { hits, version }: Awaited<ReturnType<typeof screened>>,
) {
  const { title, body } = notice;
  const words = { title, body, attachments: [], targets };
  return {
    ...words,
    id: newId(),
    noticeId: notice.id,
    number: notice.revision,
    titleReason: notice.titleReason,
    category: notice.category,
    major: notice.major,
    receiptWanted: notice.receiptWanted,
    receiptDueAt: notice.receiptDueAt,
    releaseWhen: notice.releaseWhen,
    plannedAt: notice.plannedAt,
    hash: fingerprint(words),
    hits,
    screeningVersion: version,
    submittedBy: notice.authorId,
    submittedAt: notice.submittedAt,
  };
}

/** 补登, as the trail tells it: since when it stood in the chats, and why it is recorded late; null of what goes out here first. */
function recordedAfter({ postedBeforeAt, lateReason }: Held['notice']): string | null {
  if (!postedBeforeAt) return null;
  const stood = `补登：群内已于 ${formatMoment(postedBeforeAt)} 发布`;
  return lateReason ? `${stood}；补登晚的原因：${lateReason}` : stood;
}

/** Out, into every group, and before whoever reviews it afterwards. */
async function sendOut(
  tx: Tx,
  actor: Actor,
  { id, input, hours }: { id: string; input: PublishFirst; hours: number },
): Promise<void> {
  const held = await holdNotice(tx, eq(notices.id, id));
  if (!held) throw new Error(`notice ${id} was not kept`);
  const grant = await moveNotice(tx, actor, held.notice, {
    verb: 'publish_first',
    may: () => mayPublishFirst(actor, input),
    reason: recordedAfter(held.notice),
    set: { publishedAt: now(), publishedRevision: 1, followUpDueAt: nextEntryDue(now(), hours) },
  });
  const out: Held = await heldAgain(tx, held);
  await openSteps(tx, actor, { ...out, afterwards: true });
  await publishRow(tx, actor, out.notice, out.revision, grant);
}

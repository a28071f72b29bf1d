import { and, desc, eq, inArray } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { roleAssignments } from '@/db/schema/identity';
import { noticeRevisions, notices, noticeTargets } from '@/db/schema/notices';
import { type DeliveryStatus, deliveries } from '@/db/schema/receipts';
import { noticeSteps, type StepDuty } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { keepOutline } from '@/lib/notices/publishing/commands/outline';
import { fingerprint } from '@/lib/notices/queries/fingerprint';
import { openReceipts } from '@/lib/notices/receipts/commands/open';
import { makePerson } from './street';

type Notice = typeof notices.$inferSelect;
type Revision = typeof noticeRevisions.$inferSelect;
type Step = typeof noticeSteps.$inferSelect;

interface Given extends Partial<Omit<Notice, 'authorId' | 'unitId'>> {
  author: Actor;
  /** In whose name; the author's own unit when left out. */
  unit?: { id: string; name: string; shortName: string };
  groups?: readonly { id: string }[];
  /** Columns of the steps by position, over what the status says. */
  steps?: readonly Partial<Step>[];
  revisionColumns?: Partial<Revision>;
  /** Receipts for all present members of the groups, once it is out; true when left out. */
  receipts?: boolean;
}

export interface GivenNotice {
  notice: Notice;
  /** The only one; a draft has none. */
  revision: Revision | null;
  steps: Step[];
}

const hour = 3_600_000;
const out: readonly Notice['status'][] = ['published', 'recalled'];
const passed: readonly Notice['status'][] = ['approved', 'scheduled', ...out];

const heads = (author: Actor, { unitId }: Notice): boolean =>
  author.grants.some((grant) => grant.role === 'unit_head' && grant.unitIds.includes(unitId));

/** What it would be reviewed by: duties in their order. */
function dutiesOf(author: Actor, notice: Notice): StepDuty[] {
  const { category, status, major } = notice;
  if (author.grants.some(({ role }) => role === 'leader')) return ['primary'];
  if (category === 'emergency' && out.includes(status)) return [heads(author, notice) ? 'leader' : 'head'];
  return major ? ['head', 'leader'] : ['head'];
}

/** Somebody other than the author whose duty it is: whoever has the role on the test street, or a person made for it. */
async function deciderOf(duty: StepDuty, notice: Notice, home: Given['unit']): Promise<string> {
  const found = await db()
    .select({ id: roleAssignments.personId })
    .from(roleAssignments)
    .where(
      duty === 'head'
        ? and(eq(roleAssignments.role, 'unit_head'), eq(roleAssignments.unitId, notice.unitId))
        : eq(roleAssignments.role, 'leader'),
    )
    .orderBy(desc(roleAssignments.primaryLeader))
    .limit(2);
  const other = found.find(({ id }) => id !== notice.authorId)?.id;
  if (other) return other;
  if (!home) throw new Error('give the unit: nobody there has the duty');
  return (await makePerson('韩审', home)).id;
}

function noticeOf({ author, unit, groups: _, steps: __, ...given }: Given): Notice {
  const at = given.createdAt ?? now();
  const status = given.status ?? 'draft';
  const sent = status !== 'draft';
  const published = out.includes(status);
  const recalled = status === 'recalled';
  const { receipts: _receipts, revisionColumns: _revision, ...columns } = given;
  return {
    id: newId(),
    number: sent ? `TEST-${newId()}` : null,
    authorId: author.personId ?? '',
    unitId: unit?.id ?? author.unitId ?? '',
    category: 'announcement',
    major: false,
    title: '关于开展消防安全排查的通知',
    titleReason: '',
    body: '请各社区于本周五前完成辖区消防安全排查，并将结果报平安办。',
    receiptWanted: 'read',
    receiptDueAt: null,
    releaseWhen: 'approved',
    plannedAt: null,
    answers: {},
    repeatOf: null,
    status,
    version: 1,
    statusAt: at,
    statusBy: author.personId,
    statusByName: author.name,
    createdAt: at,
    editedAt: at,
    revision: sent ? 1 : 0,
    submittedAt: sent ? at : null,
    publishAt: status === 'scheduled' ? new Date(at.getTime() + hour) : null,
    releasedBy: null,
    releaseReason: null,
    heldWhy: null,
    publishedAt: published ? at : null,
    publishedRevision: published ? 1 : null,
    recalledAt: recalled ? at : null,
    recallReason: recalled ? '内容有误' : null,
    postedBeforeAt: null,
    lateReason: null,
    followUpDueAt: null,
    closedAt: null,
    leftAt: null,
    ...columns,
  } as Notice;
}

async function revisionOf(notice: Notice, targets: Revision['targets'], more: Partial<Revision> = {}) {
  const { title, titleReason, body, category, major, receiptWanted, receiptDueAt, releaseWhen, plannedAt } =
    notice;
  const words = { title, body, attachments: [], targets, ...more };
  return {
    id: newId(),
    noticeId: notice.id,
    number: notice.revision,
    ...{ titleReason, category, major, receiptWanted, receiptDueAt, releaseWhen, plannedAt },
    hits: [],
    screeningVersion: 0,
    submittedBy: notice.authorId,
    submittedAt: notice.submittedAt ?? now(),
    ...words,
    hash: more.hash ?? fingerprint(words),
  } satisfies Revision;
}

/** The columns of one step that follow from where the notice stands. */
async function fateOf(given: Given, notice: Notice, duty: StepDuty, first: boolean): Promise<Partial<Step>> {
  const own = duty === 'head' && heads(given.author, notice);
  const afterwards = out.includes(notice.status) && notice.category === 'emergency';
  const open = { status: 'open', openedAt: notice.statusAt, dueAt: new Date(+notice.statusAt + 4 * hour) };
  if (afterwards) return { ...open, status: 'open', afterwards };
  if (notice.status === 'withdrawn') return { status: 'void' };
  if (own) return { status: 'self_issued' };
  if (notice.status === 'in_review') return first ? { ...open, status: 'open' } : { status: 'waiting' };
  const decided = {
    openedAt: notice.statusAt,
    dueAt: open.dueAt,
    decidedBy: await deciderOf(duty, notice, given.unit),
    decidedAt: notice.statusAt,
  };
  if (passed.includes(notice.status))
    return { ...decided, status: 'approved', truth: true, accuracy: true, conformity: true };
  if (!first) return { status: 'void' };
  const status = notice.status === 'rejected' ? 'rejected' : 'returned';
  return { ...decided, status, opinion: '请补充完成时限' };
}

async function stepsOf(given: Given, notice: Notice, revision: Revision): Promise<Step[]> {
  const steps: Step[] = [];
  let decides = true;
  for (const [index, duty] of dutiesOf(given.author, notice).entries()) {
    const fate = await fateOf(given, notice, duty, decides);
    if (fate.status !== 'self_issued') decides = false;
    steps.push({
      id: newId(),
      noticeId: notice.id,
      revisionId: revision.id,
      position: index + 1,
      duty,
      unitId: notice.unitId,
      authorId: notice.authorId,
      major: notice.major,
      afterwards: false,
      status: 'open',
      version: 1,
      statusAt: notice.statusAt,
      statusBy: notice.statusBy,
      statusByName: notice.statusByName,
      ...{ openedAt: null, dueAt: null, assignedTo: null, assignedAt: null, assignedReason: null },
      ...{ vacantSince: null, escalation: 0, escalatedAt: null, opinion: null, reasons: [] },
      ...{ decidedBy: null, decidedFor: null, decidedAt: null },
      ...{ truth: false, accuracy: false, conformity: false },
      ...fate,
      ...given.steps?.[index],
    });
  }
  return steps;
}

function deliveryStatus({ status }: Notice, platform: Platform): DeliveryStatus {
  if (status === 'recalled') return 'recalled';
  return platform === 'portal' ? 'sent' : 'pending';
}

async function sendOut(given: Given, notice: Notice, revision: Revision, targets: Revision['targets']) {
  await db().transaction((tx) => keepOutline(tx, notice.id, revision));
  if (!targets.length) return;
  await db()
    .insert(deliveries)
    .values(
      targets.map(({ groupId, platform }) => ({
        id: newId(),
        noticeId: notice.id,
        revisionId: revision.id,
        groupId,
        channel: platform === 'portal' ? ('portal' as const) : ('order' as const),
        status: deliveryStatus(notice, platform),
        createdAt: notice.publishedAt ?? now(),
        sentAt: platform === 'portal' ? notice.publishedAt : null,
      })),
    );
  if (given.receipts === false) return;
  const groupIds = targets.map(({ groupId }) => groupId);
  await db().transaction((tx) => openReceipts(tx, notice.id, groupIds));
}

/**
 * A notice where its status says it stands, with all that belongs there: targets, one revision, the steps with their decisions, and, once
 * it is out, deliveries and receipts (no work orders). Any column may be given. An emergency that is out has its review afterwards open.
 */
export async function insertNotice(given: Given): Promise<GivenNotice> {
  const notice = noticeOf(given);
  const ids = (given.groups ?? []).map(({ id }) => id);
  const found = ids.length ? await db().select().from(groups).where(inArray(groups.id, ids)) : [];
  const targets = found.map(({ id, name, platform }) => ({ groupId: id, name, platform }));
  const { grams: _, ...columns } = notice;
  await db().insert(notices).values(columns);
  if (ids.length)
    await db()
      .insert(noticeTargets)
      .values(ids.map((groupId) => ({ noticeId: notice.id, groupId })));
  if (!notice.revision) return { notice, revision: null, steps: [] };
  const revision = await revisionOf(notice, targets, given.revisionColumns);
  await db().insert(noticeRevisions).values(revision);
  const steps = await stepsOf(given, notice, revision);
  if (steps.length) await db().insert(noticeSteps).values(steps);
  if (out.includes(notice.status)) await sendOut(given, notice, revision, targets);
  return { notice, revision, steps };
}

import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AnsweredHit } from '@/lib/screening/notice';
import { moment, workflowColumns } from './columns';
import { groups, type Platform } from './groups';
import { files } from './house';
import { people } from './identity';
import { units } from './units';

export const noticeCategories = [
  'deployment',
  'activity',
  'announcement',
  'policy',
  'progress',
  'results',
  'experience',
  'emergency',
] as const;
export type NoticeCategory = (typeof noticeCategories)[number];

export const noticeStatuses = [
  'draft',
  'in_review',
  'approved',
  'scheduled',
  'published',
  'returned',
  'rejected',
  'withdrawn',
  'recalled',
] as const;
export type NoticeStatus = (typeof noticeStatuses)[number];

/** What is asked of those it is for: to have opened it, or to say 我已知悉 by a time. */
export type ReceiptWanted = 'read' | 'acknowledge';
/** When it goes out once approved: at once, at a time, or when the author says so. */
export type ReleaseWhen = 'approved' | 'planned' | 'by_hand';

/** Distinct characters and pairs of neighbouring ones (`notice_grams` in SQL): what Chinese is searched by. */
const grams = customType<{ data: never }>({ dataType: () => 'text[]' });

/**
 * 信息: what is published to groups. Title, body, attachments and targets of this row and its side tables are the working copy; each
 * submission freezes them in a revision, and only revisions are reviewed and published.
 */
export const notices = pgTable(
  'notices',
  {
    id: uuid('id').primaryKey(),
    /** Given with the first submission. */
    number: text('number').unique(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => people.id),
    /** The unit in whose name it is published. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    category: text('category').$type<NoticeCategory>().notNull(),
    /** 重要事项: set by the author or a reviewer, never cleared by the author after submission. */
    major: boolean('major').notNull(),
    title: text('title').notNull(),
    /** Why the title is longer than the rule has it. */
    titleReason: text('title_reason').notNull(),
    body: text('body').notNull(),
    receiptWanted: text('receipt_wanted').$type<ReceiptWanted>().notNull(),
    receiptDueAt: moment('receipt_due_at'),
    releaseWhen: text('release_when').$type<ReleaseWhen>().notNull(),
    plannedAt: moment('planned_at'),
    /** The author's reasons for warnings of the screening that stay, by the hit's key. */
    answers: jsonb('answers').$type<Record<string, string>>().notNull().default({}),
    /** 重复发布: the first notice of which this says the same again. */
    repeatOf: uuid('repeat_of'),
    ...workflowColumns<NoticeStatus>(),
    createdAt: moment('created_at').notNull(),
    editedAt: moment('edited_at').notNull(),
    /** The latest revision's number; 0 before the first submission. */
    revision: integer('revision').notNull().default(0),
    submittedAt: moment('submitted_at'),
    /** When it is to go out: set with the last approval, moved by windows, flood control and the Office. */
    publishAt: moment('publish_at'),
    /** 窗口外放行: who of the Office lets it out of hours, and why. */
    releasedBy: uuid('released_by').references(() => people.id),
    releaseReason: text('release_reason'),
    /** Why it waits longer than its author planned, in words. */
    heldWhy: text('held_why'),
    publishedAt: moment('published_at'),
    /** The number of the revision that went out. */
    publishedRevision: integer('published_revision'),
    recalledAt: moment('recalled_at'),
    recallReason: text('recall_reason'),
    /** Of an emergency that stood in the chat before it was recorded here (补登): when it was posted there. */
    postedBeforeAt: moment('posted_before_at'),
    /** Why it was recorded later than the rule has it. */
    lateReason: text('late_reason'),
    /** An emergency's follow-up: by when the next entry is due, and when it was closed. */
    followUpDueAt: moment('follow_up_due_at'),
    closedAt: moment('closed_at'),
    grams: grams('grams').generatedAlwaysAs(
      sql`notice_grams(title || ' ' || coalesce(number, '') || ' ' || left(body, 4000))`,
    ),
  },
  (t) => [
    check(
      'notices_category',
      sql`${t.category} in ('deployment', 'activity', 'announcement', 'policy', 'progress', 'results', 'experience', 'emergency')`,
    ),
    check(
      'notices_status',
      sql`${t.status} in ('draft', 'in_review', 'approved', 'scheduled', 'published', 'returned', 'rejected', 'withdrawn', 'recalled')`,
    ),
    check('notices_number', sql`(${t.number} is null) = (${t.revision} = 0)`),
    check('notices_submitted', sql`(${t.submittedAt} is null) = (${t.revision} = 0)`),
    check('notices_sent', sql`${t.status} in ('draft', 'withdrawn') or ${t.revision} > 0`),
    check('notices_receipt', sql`${t.receiptWanted} in ('read', 'acknowledge')`),
    check('notices_release', sql`${t.releaseWhen} in ('approved', 'planned', 'by_hand')`),
    check('notices_scheduled', sql`${t.status} <> 'scheduled' or ${t.publishAt} is not null`),
    check(
      'notices_published',
      sql`(${t.status} in ('published', 'recalled')) = (${t.publishedAt} is not null) and (${t.publishedAt} is null) = (${t.publishedRevision} is null)`,
    ),
    check(
      'notices_recalled',
      sql`(${t.status} = 'recalled') = (${t.recalledAt} is not null) and (${t.recalledAt} is null or length(${t.recallReason}) > 0)`,
    ),
    check('notices_released', sql`(${t.releasedBy} is null) = (${t.releaseReason} is null)`),
    check(
      'notices_emergency',
      sql`${t.category} = 'emergency' or (${t.postedBeforeAt} is null and ${t.followUpDueAt} is null and ${t.closedAt} is null)`,
    ),
    check(
      'notices_late',
      sql`${t.lateReason} is null or (${t.postedBeforeAt} is not null and length(${t.lateReason}) > 0)`,
    ),
    index('notices_grams').using('gin', t.grams),
    index('notices_author').on(t.authorId, t.editedAt, t.id),
    // In the order of the list: by when it went out, or was submitted while it has not.
    index('notices_listed').on(sql`coalesce(${t.publishedAt}, ${t.submittedAt})`, t.id),
    index('notices_listed_unit').on(t.unitId, sql`coalesce(${t.publishedAt}, ${t.submittedAt})`, t.id),
    index('notices_listed_status').on(t.status, sql`coalesce(${t.publishedAt}, ${t.submittedAt})`, t.id),
    index('notices_listed_category').on(t.category, sql`coalesce(${t.publishedAt}, ${t.submittedAt})`, t.id),
    index('notices_published_at').on(t.publishedAt, t.id),
    index('notices_author_published').on(t.authorId, t.publishedAt).where(sql`${t.publishedAt} is not null`),
    index('notices_due').on(t.publishAt, t.id).where(sql`${t.status} = 'scheduled'`),
    index('notices_follow_up').on(t.followUpDueAt, t.id).where(sql`${t.followUpDueAt} is not null`),
    index('notices_repeat').on(t.repeatOf).where(sql`${t.repeatOf} is not null`),
    index('notices_released_by').on(t.releasedBy).where(sql`${t.releasedBy} is not null`),
  ],
);

/** 目标群 of the working copy; of a published notice, the groups it went to. */
export const noticeTargets = pgTable(
  'notice_targets',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.groupId] }),
    index('notice_targets_group').on(t.groupId, t.noticeId),
  ],
);

/** 附件 of the working copy, in their order. The files' owner is the notice, also after a later draft has dropped them. */
export const noticeFiles = pgTable(
  'notice_files',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.fileId] }), index('notice_files_file').on(t.fileId)],
);

export interface RevisionTarget {
  groupId: string;
  name: string;
  platform: Platform;
}

export interface RevisionFile {
  fileId: string;
  name: string;
  size: number;
  sha256: string;
}

/** What was submitted, word for word; a trigger refuses every change of it. */
export const noticeRevisions = pgTable(
  'notice_revisions',
  {
    id: uuid('id').primaryKey(),
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    titleReason: text('title_reason').notNull(),
    body: text('body').notNull(),
    category: text('category').$type<NoticeCategory>().notNull(),
    /** As it was submitted; a reviewer may have set it since (`notices.major`). */
    major: boolean('major').notNull(),
    receiptWanted: text('receipt_wanted').$type<ReceiptWanted>().notNull(),
    receiptDueAt: moment('receipt_due_at'),
    releaseWhen: text('release_when').$type<ReleaseWhen>().notNull(),
    plannedAt: moment('planned_at'),
    targets: jsonb('targets').$type<RevisionTarget[]>().notNull(),
    attachments: jsonb('attachments').$type<RevisionFile[]>().notNull(),
    /** SHA-256 over title, body, attachments and targets (lib/notices/fingerprint), hexadecimal. */
    hash: text('hash').notNull(),
    /** What the screening found when it was submitted, with the author's reasons for leaving it. */
    hits: jsonb('hits').$type<AnsweredHit[]>().notNull(),
    screeningVersion: integer('screening_version').notNull(),
    submittedBy: uuid('submitted_by')
      .notNull()
      .references(() => people.id),
    submittedAt: moment('submitted_at').notNull(),
  },
  (t) => [
    uniqueIndex('notice_revisions_number').on(t.noticeId, t.number),
    check('notice_revisions_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
    check('notice_revisions_counted', sql`${t.number} > 0`),
    index('notice_revisions_submitter').on(t.submittedBy),
  ],
);

export const stepStatuses = [
  'waiting',
  'open',
  'approved',
  'self_issued',
  'returned',
  'rejected',
  'void',
] as const;
export type StepStatus = (typeof stepStatuses)[number];
/**
 * Whose step it is: the head of the unit (3.4.2), the leader in charge of it (3.4.1), 主要领导 for what a leader wrote.
 */
export type StepDuty = 'head' | 'leader' | 'primary';

/** 审核: one step of a revision's approval. */
export const noticeSteps = pgTable(
  'notice_steps',
  {
    id: uuid('id').primaryKey(),
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => noticeRevisions.id),
    position: integer('position').notNull(),
    duty: text('duty').$type<StepDuty>().notNull(),
    /** Of the notice: whose head, and who is in charge of it, is asked. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    authorId: uuid('author_id')
      .notNull()
      .references(() => people.id),
    major: boolean('major').notNull(),
    /** 先发后审: the notice was out before the step was opened. */
    afterwards: boolean('afterwards').notNull().default(false),
    ...workflowColumns<StepStatus>(),
    openedAt: moment('opened_at'),
    dueAt: moment('due_at'),
    /** 指定审核人: named by the Office where nobody can review, or nobody did. */
    assignedTo: uuid('assigned_to').references(() => people.id),
    assignedAt: moment('assigned_at'),
    assignedReason: text('assigned_reason'),
    /** When the Office was told that there is nobody to review it. */
    vacantSince: moment('vacant_since'),
    /** Escalated: 1 to the Office, 2 to 主要领导. */
    escalation: integer('escalation').notNull().default(0),
    escalatedAt: moment('escalated_at'),
    decidedBy: uuid('decided_by').references(() => people.id),
    /** Whose duty a delegate exercised (代). */
    decidedFor: uuid('decided_for').references(() => people.id),
    decidedAt: moment('decided_at'),
    /** The opinion's ticked reasons, by code (lib/notices/review/rules); `opinion` has them in words. */
    reasons: jsonb('reasons').$type<string[]>().notNull().default([]),
    opinion: text('opinion'),
    truth: boolean('truth').notNull().default(false),
    accuracy: boolean('accuracy').notNull().default(false),
    conformity: boolean('conformity').notNull().default(false),
  },
  (t) => [
    check(
      'notice_steps_status',
      sql`${t.status} in ('waiting', 'open', 'approved', 'self_issued', 'returned', 'rejected', 'void')`,
    ),
    check('notice_steps_duty', sql`${t.duty} in ('head', 'leader', 'primary')`),
    // A voided step keeps who had approved it.
    check(
      'notice_steps_decided',
      sql`case when ${t.decidedBy} is null then ${t.status} not in ('approved', 'returned', 'rejected') else ${t.status} in ('approved', 'returned', 'rejected', 'void') end and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    check(
      'notice_steps_reason',
      sql`${t.status} not in ('returned', 'rejected') or length(${t.opinion}) > 0`,
    ),
    // Approval is answering for the three, by somebody else than the author.
    check(
      'notice_steps_attested',
      sql`${t.status} <> 'approved' or (${t.truth} and ${t.accuracy} and ${t.conformity})`,
    ),
    check('notice_steps_separate', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.authorId}`),
    check(
      'notice_steps_open',
      sql`${t.status} <> 'open' or (${t.openedAt} is not null and ${t.dueAt} is not null)`,
    ),
    check(
      'notice_steps_assigned',
      sql`(${t.assignedTo} is null) = (${t.assignedAt} is null) and (${t.assignedTo} is null or length(${t.assignedReason}) > 0)`,
    ),
    uniqueIndex('notice_steps_place').on(t.revisionId, t.position),
    uniqueIndex('notice_steps_one_open').on(t.noticeId).where(sql`${t.status} = 'open'`),
    index('notice_steps_notice').on(t.noticeId),
    index('notice_steps_queue').on(t.dueAt, t.id).where(sql`${t.status} = 'open'`),
    index('notice_steps_queue_unit').on(t.unitId, t.duty, t.dueAt).where(sql`${t.status} = 'open'`),
    index('notice_steps_queue_assigned')
      .on(t.assignedTo, t.dueAt)
      .where(sql`${t.status} = 'open' and ${t.assignedTo} is not null`),
    index('notice_steps_assigned_to').on(t.assignedTo).where(sql`${t.assignedTo} is not null`),
    index('notice_steps_decider').on(t.decidedBy, t.decidedAt).where(sql`${t.decidedBy} is not null`),
    index('notice_steps_author').on(t.authorId, t.status),
  ],
);

/** Which revisions a reviewer has opened: only those may be approved many at once. */
export const revisionViews = pgTable(
  'revision_views',
  {
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => noticeRevisions.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.revisionId, t.personId] }), index('revision_views_person').on(t.personId)],
);

export type DeliveryChannel = 'portal' | 'order';
export type DeliveryStatus = 'pending' | 'sent' | 'failed' | 'recalled';

/**
 * The outbox: what is to reach which group, written in the transaction that publishes; a group has a notice once. What a work order
 * carries is read from the order itself; `status` is of what the product sends by itself.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    id: uuid('id').primaryKey(),
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => noticeRevisions.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    channel: text('channel').$type<DeliveryChannel>().notNull(),
    status: text('status').$type<DeliveryStatus>().notNull(),
    createdAt: moment('created_at').notNull(),
    sentAt: moment('sent_at'),
  },
  (t) => [
    check('deliveries_channel', sql`${t.channel} in ('portal', 'order')`),
    check('deliveries_status', sql`${t.status} in ('pending', 'sent', 'failed', 'recalled')`),
    uniqueIndex('deliveries_once').on(t.noticeId, t.groupId),
    index('deliveries_group').on(t.groupId, t.createdAt),
    index('deliveries_revision').on(t.revisionId),
  ],
);

export type ReceiptSource = 'portal' | 'chat';

/** 已读/回执: of each person a published notice is for. */
export const noticeReceipts = pgTable(
  'notice_receipts',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** The unit his membership represents. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    /** The group through which he is told first. */
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    /** Of the notice, as it went out: what is asked for, by when, and since when. */
    wanted: text('wanted').$type<ReceiptWanted>().notNull(),
    dueAt: moment('due_at'),
    publishedAt: moment('published_at').notNull(),
    readAt: moment('read_at'),
    acknowledgedAt: moment('acknowledged_at'),
    reply: text('reply'),
    source: text('source').$type<ReceiptSource>(),
    /** Who entered what was collected in the chat. */
    recordedBy: uuid('recorded_by').references(() => people.id),
    /** When he was last asked for it. */
    chasedAt: moment('chased_at'),
    /** How far the product itself has reminded him: 1 before it is due, 2 after. */
    reminded: integer('reminded').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.personId] }),
    check('notice_receipts_wanted', sql`${t.wanted} in ('read', 'acknowledge')`),
    check('notice_receipts_source', sql`(${t.source} is null) = (${t.readAt} is null)`),
    check('notice_receipts_order', sql`${t.acknowledgedAt} is null or ${t.readAt} is not null`),
    check(
      'notice_receipts_recorded',
      sql`(${t.recordedBy} is not null) = coalesce(${t.source} = 'chat', false)`,
    ),
    index('notice_receipts_unit').on(t.noticeId, t.unitId),
    index('notice_receipts_person').on(t.personId, t.publishedAt, t.noticeId),
    index('notice_receipts_unread').on(t.personId, t.publishedAt, t.noticeId).where(sql`${t.readAt} is null`),
    index('notice_receipts_unanswered')
      .on(t.personId, t.dueAt, t.noticeId)
      .where(sql`${t.wanted} = 'acknowledge' and ${t.acknowledgedAt} is null`),
    index('notice_receipts_to_remind')
      .on(t.dueAt)
      .where(sql`${t.wanted} = 'acknowledge' and ${t.acknowledgedAt} is null and ${t.reminded} < 2`),
    index('notice_receipts_recorder').on(t.recordedBy).where(sql`${t.recordedBy} is not null`),
  ],
);

/** 一键催办: when those missing were asked; at most twice a day. */
export const noticeChases = pgTable(
  'notice_chases',
  {
    id: uuid('id').primaryKey(),
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    /** The unit that was chased; null for all. */
    unitId: uuid('unit_id').references(() => units.id),
    day: date('day', { mode: 'string' }).notNull(),
    at: moment('at').notNull(),
    by: uuid('by')
      .notNull()
      .references(() => people.id),
    people: integer('people').notNull(),
  },
  (t) => [index('notice_chases_notice').on(t.noticeId, t.day), index('notice_chases_by').on(t.by)],
);

/** 续报: the follow-up of an emergency, entry by entry, the last of which closes it with a result. */
export const noticeFollowUps = pgTable(
  'notice_follow_ups',
  {
    id: uuid('id').primaryKey(),
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    text: text('text').notNull(),
    closes: boolean('closes').notNull(),
    at: moment('at').notNull(),
    by: uuid('by')
      .notNull()
      .references(() => people.id),
    byName: text('by_name').notNull(),
  },
  (t) => [
    check('notice_follow_ups_text', sql`length(${t.text}) > 0`),
    index('notice_follow_ups_notice').on(t.noticeId, t.at),
    index('notice_follow_ups_by').on(t.by),
    uniqueIndex('notice_follow_ups_closed').on(t.noticeId).where(sql`${t.closes}`),
  ],
);

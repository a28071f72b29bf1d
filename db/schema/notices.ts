import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  customType,
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

export type NoticeCategory =
  | 'deployment'
  | 'activity'
  | 'announcement'
  | 'policy'
  | 'progress'
  | 'results'
  | 'experience'
  | 'emergency';

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
    /** 时段外发布: who of the Office lets it out of hours, and why. */
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
    /** When it was found that it waits for an author who is there no more; others then go on with it. */
    leftAt: moment('left_at'),
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
    // With all that says whether a notice is listed: a search orders what somebody sees without fetching it.
    index('notices_listed_unit').on(
      t.unitId,
      sql`coalesce(${t.publishedAt}, ${t.submittedAt})`,
      ...[t.id, t.status, t.publishedAt, t.submittedAt],
    ),
    index('notices_listed_author').on(
      t.authorId,
      sql`coalesce(${t.publishedAt}, ${t.submittedAt})`,
      ...[t.id, t.status, t.publishedAt, t.submittedAt],
    ),
    // What waits for its author, or for whoever stands in for him, is counted with every page.
    index('notices_author_waiting')
      .on(t.authorId, t.status, t.unitId, t.submittedAt, t.id)
      .where(sql`${t.status} in ('approved', 'returned')`),
    index('notices_listed_status').on(t.status, sql`coalesce(${t.publishedAt}, ${t.submittedAt})`, t.id),
    index('notices_listed_category').on(t.category, sql`coalesce(${t.publishedAt}, ${t.submittedAt})`, t.id),
    index('notices_published_at').on(t.publishedAt, t.id),
    index('notices_author_published').on(t.authorId, t.publishedAt).where(sql`${t.publishedAt} is not null`),
    index('notices_due').on(t.publishAt, t.id).where(sql`${t.status} = 'scheduled'`),
    index('notices_follow_up').on(t.followUpDueAt, t.id).where(sql`${t.followUpDueAt} is not null`),
    index('notices_left').on(t.unitId).where(sql`${t.leftAt} is not null`),
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
    /** SHA-256 over title, body, attachments and targets (lib/notices/rules/fingerprint), hexadecimal. */
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

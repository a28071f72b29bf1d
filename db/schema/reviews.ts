import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment, workflowColumns } from './columns';
import { people } from './identity';
import { noticeRevisions, notices } from './notices';
import { units } from './units';

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
    // What the Office has to see to is counted with every page of its.
    index('notice_steps_unattended')
      .on(t.dueAt, t.id)
      .where(sql`${t.status} = 'open' and (${t.vacantSince} is not null or ${t.escalation} >= 1)`),
    index('notice_steps_assigned_to').on(t.assignedTo).where(sql`${t.assignedTo} is not null`),
    index('notice_steps_decider').on(t.decidedBy, t.decidedAt).where(sql`${t.decidedBy} is not null`),
    index('notice_steps_decider_unit')
      .on(t.decidedBy, t.unitId, t.noticeId)
      .where(sql`${t.decidedBy} is not null`),
    index('notice_steps_duty').on(t.duty, t.unitId),
    index('notice_steps_escalated').on(t.escalation).where(sql`${t.escalation} > 0`),
    index('notice_steps_principal').on(t.decidedFor).where(sql`${t.decidedFor} is not null`),
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

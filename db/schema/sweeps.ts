import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ActivityKind } from './activity';
import { moment, workflowColumns } from './columns';
import { groups } from './groups';
import { people } from './identity';
import { membershipRequests, memberships } from './membership';
import { units } from './units';

/** A group that a sweep passed over, and why. */
export interface LeftOut {
  name: string;
  why: string;
}

/** How many inactive members were not asked about, by reason. */
export type Passed = Partial<
  Record<'administrator' | 'leader' | 'role' | 'kept' | 'asked' | 'leaving', number>
>;

/** 不活跃成员清理: one round of asking about the members of whom nothing has been seen for long. */
export const sweeps = pgTable(
  'sweeps',
  {
    id: uuid('id').primaryKey(),
    byHand: boolean('by_hand').notNull(),
    startedAt: moment('started_at').notNull(),
    startedBy: uuid('started_by').references(() => people.id),
    startedByName: text('started_by_name').notNull(),
    /** The threshold as it was: nothing seen for so many days, that is since `cutoffAt`. */
    days: integer('days').notNull(),
    cutoffAt: moment('cutoff_at').notNull(),
    remindAt: moment('remind_at').notNull(),
    dueAt: moment('due_at').notNull(),
    groupCount: integer('group_count').notNull(),
    leftOut: jsonb('left_out').$type<LeftOut[]>().notNull(),
    passed: jsonb('passed').$type<Passed>().notNull(),
  },
  (t) => [
    check('sweeps_by_hand', sql`not ${t.byHand} or ${t.startedBy} is not null`),
    index('sweeps_started').on(t.startedAt, t.id),
  ],
);

export const sweepStatuses = ['asked', 'escalated', 'kept', 'removed', 'lapsed'] as const;
export type SweepStatus = (typeof sweepStatuses)[number];
/** Why the Office decides: nobody answered in time, the unit has no head, or the question is about the head himself. */
export type EscalatedWhy = 'unanswered' | 'vacant' | 'own';

/** One membership of a sweep: what was known of it, who was asked, and what became of it. */
export const sweepItems = pgTable(
  'sweep_items',
  {
    id: uuid('id').primaryKey(),
    sweepId: uuid('sweep_id')
      .notNull()
      .references(() => sweeps.id),
    membershipId: uuid('membership_id')
      .notNull()
      .references(() => memberships.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    memberSince: moment('member_since').notNull(),
    lastAt: moment('last_at'),
    lastKind: text('last_kind').$type<ActivityKind>(),
    ...workflowColumns<SweepStatus>(),
    askedAt: moment('asked_at').notNull(),
    dueAt: moment('due_at').notNull(),
    escalatedWhy: text('escalated_why').$type<EscalatedWhy>(),
    answeredBy: uuid('answered_by').references(() => people.id),
    /** Whose duty a delegate exercised (代). */
    answeredFor: uuid('answered_for').references(() => people.id),
    reason: text('reason'),
    /** Until when he is not asked about again. */
    keptUntil: moment('kept_until'),
    /** The leave by which he is taken out. */
    requestId: uuid('request_id').references(() => membershipRequests.id),
  },
  (t) => [
    check('sweep_items_status', sql`${t.status} in ('asked', 'escalated', 'kept', 'removed', 'lapsed')`),
    check('sweep_items_last', sql`(${t.lastAt} is null) = (${t.lastKind} is null)`),
    check('sweep_items_answered', sql`(${t.status} in ('kept', 'removed')) = (${t.answeredBy} is not null)`),
    check('sweep_items_reason', sql`${t.status} not in ('kept', 'lapsed') or length(${t.reason}) > 0`),
    check('sweep_items_kept', sql`(${t.status} = 'kept') = (${t.keptUntil} is not null)`),
    check('sweep_items_escalated', sql`${t.status} <> 'escalated' or ${t.escalatedWhy} is not null`),
    uniqueIndex('sweep_items_one_open').on(t.membershipId).where(sql`${t.status} in ('asked', 'escalated')`),
    index('sweep_items_sweep').on(t.sweepId, t.status, t.unitId),
    index('sweep_items_unit').on(t.unitId, t.status, t.dueAt),
    index('sweep_items_due').on(t.status, t.dueAt, t.id),
    index('sweep_items_last_seen').on(t.lastAt, t.id),
    index('sweep_items_membership').on(t.membershipId, t.keptUntil),
    index('sweep_items_person').on(t.personId),
    index('sweep_items_group').on(t.groupId),
    index('sweep_items_request').on(t.requestId),
  ],
);

import { sql } from 'drizzle-orm';
import { check, date, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment, workflowColumns } from './columns';
import { groups } from './groups';
import { people } from './identity';
import { units } from './units';

export type RequestKind = 'join' | 'leave';
export type RequestStatus = 'reported' | 'submitted' | 'approved' | 'rejected' | 'withdrawn' | 'done';

export type TransferStatus = 'planned' | 'done' | 'cancelled';

/** 工作变动: a person goes to another unit on a day; the leaves and joins that belong to it wait for that day. */
export const transfers = pgTable(
  'transfers',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    fromUnitId: uuid('from_unit_id')
      .notNull()
      .references(() => units.id),
    toUnitId: uuid('to_unit_id')
      .notNull()
      .references(() => units.id),
    /** What he does there. */
    duty: text('duty').notNull(),
    effectiveOn: date('effective_on', { mode: 'string' }).notNull(),
    reason: text('reason').notNull(),
    ...workflowColumns<TransferStatus>(),
    submittedBy: uuid('submitted_by')
      .notNull()
      .references(() => people.id),
    /** Whose duty it was when a delegate entered it (代). */
    submittedFor: uuid('submitted_for').references(() => people.id),
    submittedAt: moment('submitted_at').notNull(),
  },
  (t) => [
    check('transfers_status', sql`${t.status} in ('planned', 'done', 'cancelled')`),
    check('transfers_units', sql`${t.fromUnitId} <> ${t.toUnitId}`),
    uniqueIndex('transfers_one_planned').on(t.personId).where(sql`${t.status} = 'planned'`),
    index('transfers_effective').on(t.effectiveOn, t.id),
    index('transfers_person').on(t.personId, t.submittedAt),
    index('transfers_from_unit').on(t.fromUnitId, t.effectiveOn, t.id),
    index('transfers_to_unit').on(t.toUnitId, t.effectiveOn, t.id),
  ],
);

/** 入群/退群申请: one person and one group; several sent together share a batch. */
export const membershipRequests = pgTable(
  'membership_requests',
  {
    id: uuid('id').primaryKey(),
    number: text('number').notNull().unique(),
    batchId: uuid('batch_id').notNull(),
    kind: text('kind').$type<RequestKind>().notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    /** The unit this membership represents; a person may hold secondary postings. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    nickname: text('nickname').notNull(),
    reason: text('reason').notNull(),
    /** What it is a part of: while that is planned, no order is issued. */
    transferId: uuid('transfer_id').references(() => transfers.id),
    ...workflowColumns<RequestStatus>(),
    submittedBy: uuid('submitted_by')
      .notNull()
      .references(() => people.id),
    /** Whose duty it was when a delegate submitted it (代): he may not decide it either. */
    submittedFor: uuid('submitted_for').references(() => people.id),
    submittedAt: moment('submitted_at').notNull(),
    dueAt: moment('due_at').notNull(),
    decidedBy: uuid('decided_by').references(() => people.id),
    decidedAt: moment('decided_at'),
    decisionReason: text('decision_reason'),
    doneAt: moment('done_at'),
  },
  (t) => [
    check('membership_requests_kind', sql`${t.kind} in ('join', 'leave')`),
    check(
      'membership_requests_status',
      sql`${t.status} in ('reported', 'submitted', 'approved', 'rejected', 'withdrawn', 'done')`,
    ),
    check('membership_requests_decided', sql`(${t.decidedBy} is null) = (${t.decidedAt} is null)`),
    check(
      'membership_requests_decision',
      sql`${t.kind} = 'leave' or case ${t.status} when 'submitted' then ${t.decidedAt} is null when 'withdrawn' then true else ${t.decidedAt} is not null end`,
    ),
    check('membership_requests_rejected', sql`${t.status} <> 'rejected' or length(${t.decisionReason}) > 0`),
    check('membership_requests_done', sql`${t.status} <> 'done' or ${t.doneAt} is not null`),
    check(
      'membership_requests_separate',
      sql`${t.kind} = 'leave' or coalesce(${t.decidedBy} not in (${t.submittedBy}, ${t.personId}, coalesce(${t.submittedFor}, ${t.submittedBy})), true)`,
    ),
    uniqueIndex('membership_requests_one_open')
      .on(t.personId, t.groupId)
      .where(sql`${t.status} in ('reported', 'submitted', 'approved')`),
    index('membership_requests_status_due').on(t.status, t.dueAt, t.id),
    index('membership_requests_due').on(t.dueAt, t.id),
    index('membership_requests_submitted').on(t.submittedAt, t.id),
    index('membership_requests_unit_due').on(t.unitId, t.status, t.dueAt),
    index('membership_requests_unit_submitted').on(t.unitId, t.submittedAt, t.id),
    // Holds all that counting a narrowed list asks for, so that the rows themselves are not read.
    index('membership_requests_counted').on(t.unitId, t.status, t.kind, t.personId, t.groupId),
    index('membership_requests_unit_done')
      .on(t.unitId, t.doneAt, t.submittedAt)
      .where(sql`${t.doneAt} is not null`),
    index('membership_requests_group').on(t.groupId, t.status),
    index('membership_requests_person').on(t.personId, t.submittedAt),
    // A list folds what was asked for one person at once: for each of its requests it looks for the others.
    index('membership_requests_batch').on(t.batchId, t.personId),
    index('membership_requests_transfer').on(t.transferId).where(sql`${t.transferId} is not null`),
    index('membership_requests_done_at').on(t.doneAt).where(sql`${t.doneAt} is not null`),
  ],
);

export type NicknameState = 'to_set' | 'confirmed';

/** 群成员: a person in a group from a moment until another; at most one open one per person and group. */
export const memberships = pgTable(
  'memberships',
  {
    id: uuid('id').primaryKey(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    nickname: text('nickname').notNull(),
    nicknameState: text('nickname_state').$type<NicknameState>().notNull(),
    nicknameConfirmedAt: moment('nickname_confirmed_at'),
    nicknameConfirmedBy: uuid('nickname_confirmed_by').references(() => people.id),
    /** When it was last found not to be as it should be, and how the chat showed it then. */
    nicknameAskedAt: moment('nickname_asked_at'),
    nicknameSeen: text('nickname_seen'),
    origin: text('origin').$type<'join' | 'baseline'>().notNull(),
    originRequestId: uuid('origin_request_id').references(() => membershipRequests.id),
    since: moment('since').notNull(),
    until: moment('until'),
    endReason: text('end_reason'),
  },
  (t) => [
    check('memberships_origin', sql`(${t.origin} = 'join') = (${t.originRequestId} is not null)`),
    check('memberships_period', sql`${t.until} is null or ${t.until} >= ${t.since}`),
    check('memberships_ended', sql`(${t.until} is null) = (${t.endReason} is null)`),
    check(
      'memberships_nickname',
      sql`${t.nicknameState} in ('to_set', 'confirmed') and (${t.nicknameState} = 'confirmed') = (${t.nicknameConfirmedAt} is not null)`,
    ),
    uniqueIndex('memberships_one_open').on(t.groupId, t.personId).where(sql`${t.until} is null`),
    index('memberships_person').on(t.personId),
    index('memberships_unit').on(t.unitId, t.groupId),
    index('memberships_present_unit').on(t.unitId, t.nicknameState).where(sql`${t.until} is null`),
    index('memberships_present_person').on(t.personId, t.since, t.groupId).where(sql`${t.until} is null`),
    index('memberships_ended_person').on(t.personId, t.until).where(sql`${t.until} is not null`),
    index('memberships_to_set')
      .on(sql`coalesce(${t.nicknameAskedAt}, ${t.since})`, t.id)
      .where(sql`${t.until} is null and ${t.nicknameState} = 'to_set'`),
    index('memberships_nickname_state').on(t.nicknameState, t.groupId).where(sql`${t.until} is null`),
  ],
);

export const orderKinds = [
  'add',
  'remove',
  'rename',
  'post',
  'recall',
  'mute',
  'unmute',
  'set_admin',
  'set_permission',
] as const;
export type OrderKind = (typeof orderKinds)[number];
export type OrderStatus = 'open' | 'done' | 'failed' | 'cancelled';
/**
 * What an order can come from: with the id beside it, the pair by which its origin finds it again. They are locked in this order.
 * What a receipt changes of each is said in lib/groups/handling/commands/origins.ts.
 */
export const orderOrigins = ['membership_request', 'membership', 'roster_entry', 'delivery'] as const;
export type OrderOrigin = (typeof orderOrigins)[number];

/** 群内办理单: something to do in the chat group itself, by one of its administrators, with a receipt. */
export const workOrders = pgTable(
  'work_orders',
  {
    id: uuid('id').primaryKey(),
    number: text('number').notNull().unique(),
    kind: text('kind').$type<OrderKind>().notNull(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id),
    personId: uuid('person_id').references(() => people.id),
    nickname: text('nickname'),
    originType: text('origin_type').$type<OrderOrigin>().notNull(),
    originId: uuid('origin_id').notNull(),
    clause: text('clause').notNull(),
    detail: jsonb('detail').$type<Record<string, string>>().notNull().default({}),
    ...workflowColumns<OrderStatus>(),
    createdAt: moment('created_at').notNull(),
    dueAt: moment('due_at').notNull(),
    /** When it was done in the chat, as the administrator states it. */
    handledAt: moment('handled_at'),
    handledBy: uuid('handled_by').references(() => people.id),
    failReason: text('fail_reason'),
    /** The Office lets a failed one rest: nothing is issued in its place. Only for orders that no request under way stands behind. */
    droppedAt: moment('dropped_at'),
    /** One receipt for all orders that were answered together; the files with this owner are its screenshots. */
    receiptId: uuid('receipt_id'),
    /** 转交: whose it is instead of all administrators of the group, while he still may handle it. */
    assignedTo: uuid('assigned_to').references(() => people.id),
    assignedAt: moment('assigned_at'),
    assignedReason: text('assigned_reason'),
  },
  (t) => [
    check(
      'work_orders_kind',
      sql`${t.kind} in ('add', 'remove', 'rename', 'post', 'recall', 'mute', 'unmute', 'set_admin', 'set_permission')`,
    ),
    check('work_orders_status', sql`${t.status} in ('open', 'done', 'failed', 'cancelled')`),
    check('work_orders_done', sql`(${t.status} = 'done') = (${t.handledAt} is not null)`),
    check('work_orders_failed', sql`${t.status} <> 'failed' or length(${t.failReason}) > 0`),
    check('work_orders_dropped', sql`${t.droppedAt} is null or ${t.status} = 'failed'`),
    check('work_orders_receipt', sql`${t.receiptId} is null or ${t.status} = 'done'`),
    check(
      'work_orders_assigned',
      sql`(${t.assignedTo} is null) = (${t.assignedAt} is null) and (${t.assignedTo} is null or length(${t.assignedReason}) > 0)`,
    ),
    uniqueIndex('work_orders_one_open').on(t.originType, t.originId, t.kind).where(sql`${t.status} = 'open'`),
    index('work_orders_status_due').on(t.status, t.dueAt, t.id),
    index('work_orders_group').on(t.groupId, t.status, t.dueAt),
    index('work_orders_origin').on(t.originId),
    index('work_orders_person').on(t.personId),
    index('work_orders_receipt').on(t.receiptId).where(sql`${t.receiptId} is not null`),
    index('work_orders_assigned')
      .on(t.assignedTo, t.dueAt)
      .where(sql`${t.status} = 'open' and ${t.assignedTo} is not null`),
    index('work_orders_failed_others')
      .on(t.dueAt, t.id)
      .where(
        sql`${t.status} = 'failed' and ${t.originType} <> 'membership_request' and ${t.droppedAt} is null`,
      ),
    // Failed orders stay for ever; the removals among them are few, and looked for with every page of the Office.
    index('work_orders_failed_removals')
      .on(t.originId)
      .where(sql`${t.status} = 'failed' and ${t.kind} = 'remove'`),
  ],
);

import { sql } from 'drizzle-orm';
import {
  bit,
  boolean,
  check,
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
import { moment } from './columns';
import { groups } from './groups';
import { people } from './identity';
import { noticeRevisions, notices, type ReceiptWanted } from './notices';
import { units } from './units';

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
    index('deliveries_group').on(t.groupId, t.createdAt, t.noticeId),
    index('deliveries_revision').on(t.revisionId),
  ],
);

/** What repeats of a notice are found by, without reading again what went out (lib/notices/publishing/rules/outline). */
export const noticeOutlines = pgTable('notice_outlines', {
  noticeId: uuid('notice_id')
    .primaryKey()
    .references(() => notices.id),
  /** Pairs of neighbouring signs, each as often as it occurs. */
  pairs: integer('pairs').notNull(),
  numbers: jsonb('numbers').$type<string[]>().notNull(),
  /** A mark for each pair, where its signs say. */
  marks: bit('marks', { dimensions: 4096 }).notNull(),
});

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

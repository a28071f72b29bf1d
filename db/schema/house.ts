import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
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
import { moment } from './columns';
import { people } from './identity';

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** Append-only: triggers refuse UPDATE and TRUNCATE, and DELETE of all but what a removal names (db/schema/proof.ts). */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: moment('at').notNull(),
    /** The writing transaction: what may be sealed is decided by it, since ids commit out of order. */
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    actorUnit: text('actor_unit'),
    actingRole: text('acting_role'),
    onBehalfOfId: uuid('on_behalf_of_id'),
    onBehalfOfName: text('on_behalf_of_name'),
    action: text('action').notNull(),
    outcome: text('outcome').$type<'done' | 'refused'>().notNull(),
    /** Refusal code when refused. */
    code: text('code'),
    entityType: text('entity_type'),
    entityId: text('entity_id'),
    entityLabel: text('entity_label'),
    clause: text('clause'),
    reason: text('reason'),
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    address: text('address'),
    requestRef: text('request_ref'),
  },
  (t) => [
    check('audit_events_outcome', sql`${t.outcome} in ('done', 'refused')`),
    index('audit_events_at').on(t.at, t.id),
    index('audit_events_actor').on(t.actorId, t.at),
    index('audit_events_entity').on(t.entityType, t.entityId, t.id),
    index('audit_events_action').on(t.action, t.at),
    /** What is still to be sealed. */
    index('audit_events_xid').on(t.xid, t.id),
  ],
);

/** A form sent twice is one submission: the second gets the first one's outcome. */
export const submissions = pgTable(
  'submissions',
  {
    id: uuid('id').primaryKey(),
    command: text('command').notNull(),
    personId: uuid('person_id'),
    outcome: jsonb('outcome').$type<{ value: unknown }>(),
    at: moment('at').notNull(),
  },
  (t) => [index('submissions_at').on(t.at)],
);

/** Where a year's numbers start in the series' sequence, so that numbers begin at 1 each year without a hot row. */
export const numberSeries = pgTable(
  'number_series',
  {
    series: text('series').notNull(),
    year: integer('year').notNull(),
    base: bigint('base', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.series, t.year] })],
);

export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  version: integer('version').notNull(),
  changedAt: moment('changed_at').notNull(),
});

export const settingChanges = pgTable(
  'setting_changes',
  {
    id: uuid('id').primaryKey(),
    key: text('key').notNull(),
    before: jsonb('before').$type<unknown>(),
    after: jsonb('after').$type<unknown>(),
    reason: text('reason').notNull(),
    changedBy: uuid('changed_by').references(() => people.id),
    changedByName: text('changed_by_name').notNull(),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [index('setting_changes_key').on(t.key, t.changedAt)],
);

/** The office's own word on a date, above the published calendar. */
export const calendarDays = pgTable('calendar_days', {
  day: date('day', { mode: 'string' }).primaryKey(),
  working: boolean('working').notNull(),
  name: text('name').notNull(),
  source: text('source').notNull(),
  provisional: boolean('provisional').notNull().default(false),
  changedAt: moment('changed_at').notNull(),
  changedByName: text('changed_by_name').notNull(),
});

export const notifications = pgTable(
  'notifications',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    detail: text('detail').notNull().default(''),
    href: text('href').notNull(),
    /** Makes a reminder that is sent twice one notification. */
    dedupeKey: text('dedupe_key'),
    createdAt: moment('created_at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [
    index('notifications_person').on(t.personId, t.createdAt, t.id),
    index('notifications_unread').on(t.personId).where(sql`${t.readAt} is null`),
    uniqueIndex('notifications_dedupe').on(t.personId, t.dedupeKey),
    // Messages of emergencies go to others than those they are for, too: a recall finds all of one.
    index('notifications_emergency').on(t.href).where(sql`${t.href} like '%#emergency'`),
  ],
);

/** An uploaded file; its bytes live in the storage under `storageKey`, never under the user's name for it. */
export const files = pgTable(
  'files',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull().unique(),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => people.id),
    uploadedAt: moment('uploaded_at').notNull(),
    /** What it is attached to; null until the form it was uploaded for is sent. */
    ownerType: text('owner_type'),
    ownerId: uuid('owner_id'),
  },
  (t) => [
    index('files_owner').on(t.ownerType, t.ownerId),
    index('files_loose').on(t.uploadedAt).where(sql`${t.ownerId} is null`),
    index('files_screenshots').on(t.uploadedAt).where(sql`${t.ownerType} = 'order_receipt'`),
  ],
);

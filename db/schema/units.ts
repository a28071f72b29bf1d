import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** The street itself: exactly one row, made by /setup or by the demonstration seed. */
export const street = pgTable(
  'street',
  {
    id: integer('id').primaryKey().default(1),
    name: text('name').notNull(),
    demonstration: boolean('demonstration').notNull().default(false),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [check('street_single', sql`${t.id} = 1`)],
);

export const unitKinds = ['leadership', 'office', 'department', 'community'] as const;
export type UnitKind = (typeof unitKinds)[number];

export const units = pgTable(
  'units',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    kind: text('kind').$type<UnitKind>().notNull(),
    sort: integer('sort').notNull().default(0),
    createdAt: moment('created_at').notNull(),
    archivedAt: moment('archived_at'),
  },
  (t) => [
    check('units_kind', sql`${t.kind} in ('leadership', 'office', 'department', 'community')`),
    uniqueIndex('units_one_office').on(t.kind).where(sql`${t.kind} = 'office'`),
    uniqueIndex('units_name').on(t.name).where(sql`${t.archivedAt} is null`),
    uniqueIndex('units_short_name').on(t.shortName).where(sql`${t.archivedAt} is null`),
  ],
);

import { sql } from 'drizzle-orm';
import { check, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { groups } from './groups';
import { people } from './identity';

export const activityKinds = ['sign_in', 'request', 'order', 'receipt', 'message'] as const;
export type ActivityKind = (typeof activityKinds)[number];

/**
 * When somebody last did something of a kind: in a group, or in the portal as a whole (no group), which counts for every group he
 * is in. One row a person, group and kind, moved forward; what came before is nobody's business here.
 */
export const activities = pgTable(
  'activities',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    groupId: uuid('group_id').references(() => groups.id),
    kind: text('kind').$type<ActivityKind>().notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    check('activities_kind', sql`${t.kind} in ('sign_in', 'request', 'order', 'receipt', 'message')`),
    unique('activities_latest').on(t.personId, t.groupId, t.kind).nullsNotDistinct(),
  ],
);

/** From when until when what happens in a chat group is known here; the portal's own groups are known since they were made. */
export const groupRecords = pgTable(
  'group_records',
  {
    groupId: uuid('group_id')
      .primaryKey()
      .references(() => groups.id),
    coveredFrom: moment('covered_from').notNull(),
    /** The last moment that records have come in for; null while they come in by themselves. */
    coveredUntil: moment('covered_until'),
  },
  (t) => [
    check('group_records_period', sql`${t.coveredUntil} is null or ${t.coveredUntil} >= ${t.coveredFrom}`),
  ],
);

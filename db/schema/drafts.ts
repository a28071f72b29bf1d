import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { people } from './identity';

/** A request form somebody has begun and not sent: one per person, forgotten when it is sent, given up, or grown old. */
export const requestDrafts = pgTable(
  'request_drafts',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .unique()
      .references(() => people.id),
    /** What the form holds, as JSON; there are whole phone numbers of people in it. */
    contentCipher: text('content_cipher').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    check('request_drafts_bounded', sql`length(${t.contentCipher}) <= 2000000`),
    index('request_drafts_age').on(t.updatedAt),
  ],
);

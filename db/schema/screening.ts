import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Category, Severity } from '@/lib/screening/categories';
import { moment } from './columns';
import { people } from './identity';

export type WordOrigin = 'shipped' | 'own';
export type DictionaryAct = 'ship' | 'add' | 'change' | 'switch' | 'remove' | 'import' | 'restore';

/** What a word says, as a version's history keeps it. */
export interface WordState {
  word: string;
  folded: string;
  category: Category;
  severity: Severity;
  note: string;
  origin: WordOrigin;
  active: boolean;
}

/** Every change of the dictionaries, numbered without gaps: the highest is what is in force. */
export const screeningVersions = pgTable(
  'screening_versions',
  {
    number: integer('number').primaryKey(),
    act: text('act').$type<DictionaryAct>().notNull(),
    reason: text('reason').notNull(),
    /** How many words it added, changed, and took away. */
    added: integer('added').notNull(),
    changed: integer('changed').notNull(),
    removed: integer('removed').notNull(),
    changedBy: uuid('changed_by').references(() => people.id),
    changedByName: text('changed_by_name').notNull(),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [
    check(
      'screening_versions_act',
      sql`${t.act} in ('ship', 'add', 'change', 'switch', 'remove', 'import', 'restore')`,
    ),
    index('screening_versions_changer').on(t.changedBy),
  ],
);

/** The words looked for, as they are now. */
export const screeningWords = pgTable(
  'screening_words',
  {
    id: uuid('id').primaryKey(),
    /** As it was written. */
    word: text('word').notNull(),
    /** As it is looked for: a category holds each once. */
    folded: text('folded').notNull(),
    category: smallint('category').$type<Category>().notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    note: text('note').notNull(),
    origin: text('origin').$type<WordOrigin>().notNull(),
    active: boolean('active').notNull(),
    /** The version that last changed it. */
    version: integer('version')
      .notNull()
      .references(() => screeningVersions.number),
  },
  (t) => [
    check('screening_words_category', sql`${t.category} between 1 and 6`),
    check('screening_words_severity', sql`${t.severity} in ('block', 'warn', 'hint')`),
    check('screening_words_origin', sql`${t.origin} in ('shipped', 'own')`),
    check('screening_words_filled', sql`length(${t.folded}) between 1 and 60`),
    uniqueIndex('screening_words_folded').on(t.folded, t.category),
    index('screening_words_version').on(t.version, t.id),
    index('screening_words_sorted').on(t.category, t.folded, t.id),
  ],
);

/** What a version did to a word: from nothing, to nothing, or from one state to another. */
export const screeningChanges = pgTable(
  'screening_changes',
  {
    wordId: uuid('word_id').notNull(),
    version: integer('version')
      .notNull()
      .references(() => screeningVersions.number),
    before: jsonb('before').$type<WordState>(),
    after: jsonb('after').$type<WordState>(),
  },
  (t) => [
    primaryKey({ columns: [t.wordId, t.version] }),
    index('screening_changes_version').on(t.version, t.wordId),
    check('screening_changes_something', sql`${t.before} is not null or ${t.after} is not null`),
  ],
);

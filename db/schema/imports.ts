import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment, workflowColumns } from './columns';
import { people } from './identity';

export type ImportKind = 'people' | 'units';
export type ImportStatus = 'ready' | 'importing' | 'done' | 'discarded';
export type ImportResult = 'new' | 'changed' | 'unchanged' | 'error';
export type ImportOutcome = 'done' | 'same' | 'refused';

/** What is wrong in a row, at which column. */
export interface ImportProblem {
  column: string;
  message: string;
}

/** What a row would change, column by column; phones masked. */
export interface ImportChange {
  column: string;
  before: string | null;
  after: string | null;
}

/** A sheet that somebody uploaded, and how far its import has come. The file itself is not kept. */
export const importBatches = pgTable(
  'import_batches',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<ImportKind>().notNull(),
    fileName: text('file_name').notNull(),
    /** Of the file, for the audit trail. */
    sha256: text('sha256').notNull(),
    /** Titles of columns that were not used. */
    unused: jsonb('unused').$type<string[]>().notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: moment('created_at').notNull(),
    /** When its rows were last compared with what is on file. */
    checkedAt: moment('checked_at').notNull(),
    ...workflowColumns<ImportStatus>(),
  },
  (t) => [
    check('import_batches_kind', sql`${t.kind} in ('people', 'units')`),
    check('import_batches_status', sql`${t.status} in ('ready', 'importing', 'done', 'discarded')`),
    index('import_batches_creator').on(t.createdBy, t.createdAt),
    index('import_batches_age').on(t.statusAt),
  ],
);

/** A row of an uploaded sheet: what it says, what that would do, and, once it was imported, what became of it. */
export const importRows = pgTable(
  'import_rows',
  {
    id: uuid('id').primaryKey(),
    batchId: uuid('batch_id')
      .notNull()
      .references(() => importBatches.id, { onDelete: 'cascade' }),
    /** Its number in the sheet. */
    row: integer('row').notNull(),
    /** Texts by column as JSON, encrypted: there are phone numbers among them. */
    contentCipher: text('content_cipher').notNull(),
    result: text('result').$type<ImportResult>().notNull(),
    problems: jsonb('problems').$type<ImportProblem[]>().notNull(),
    changes: jsonb('changes').$type<ImportChange[]>().notNull(),
    /** The person or unit it is about, once there is one. */
    entityId: uuid('entity_id'),
    outcome: text('outcome').$type<ImportOutcome>(),
    /** Why it was refused. */
    message: text('message'),
  },
  (t) => [
    check('import_rows_result', sql`${t.result} in ('new', 'changed', 'unchanged', 'error')`),
    check('import_rows_outcome', sql`${t.outcome} in ('done', 'same', 'refused')`),
    check(
      'import_rows_refused',
      sql`(${t.outcome} = 'refused') = (${t.message} is not null) or ${t.outcome} is null`,
    ),
    uniqueIndex('import_rows_place').on(t.batchId, t.row),
    index('import_rows_result').on(t.batchId, t.result, t.outcome),
  ],
);

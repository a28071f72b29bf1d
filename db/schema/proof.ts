import { bigint, boolean, customType, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './columns';

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** A SHA-256 as 32 bytes in the database, as hex in the program. */
const fingerprint = customType<{ data: string; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (hex) => Buffer.from(hex, 'hex'),
  fromDriver: (bytes) => bytes.toString('hex'),
});

/**
 * The audit trail's sealed blocks, a chain: each carries the hash of the one before, and `hash` covers every column but `stamp`
 * (lib/proof/block-form.ts). Append-only by trigger; the blocks stay when old records go.
 */
export const auditBlocks = pgTable('audit_blocks', {
  /** 1, 2, 3, … without gaps. */
  number: bigint('number', { mode: 'number' }).primaryKey(),
  /** In which form records and blocks were written when they were hashed. */
  form: integer('form').notNull(),
  previous: text('previous').notNull(),
  records: integer('records').notNull(),
  /** Hash over the hashes of its records, by id. */
  content: text('content').notNull(),
  firstId: bigint('first_id', { mode: 'number' }),
  lastId: bigint('last_id', { mode: 'number' }),
  /** Times of its records; null in a block without any. */
  earliest: moment('earliest'),
  latest: moment('latest'),
  /** The latest time in this and all earlier blocks. */
  latestSoFar: moment('latest_so_far'),
  /** When everything before was last sealed whole: its records were written afterwards. Null where that is not known. */
  writtenAfter: moment('written_after'),
  sealedAt: moment('sealed_at').notNull(),
  /** Nothing that could be sealed was left over. */
  complete: boolean('complete').notNull(),
  /** The database cluster whose transaction ids `since` counts. */
  cluster: text('cluster').notNull(),
  /** Every record of an older transaction is sealed; null while a moved or new trail is being taken over. */
  since: xid8('since'),
  hash: text('hash').notNull(),
  /** `key id.keyed hash` of `hash`: only who has the secret can make it. */
  stamp: text('stamp').notNull(),
});

/** Which record was sealed in which block, with its own hash, so that a changed one can be named. Append-only by trigger. */
export const auditSeals = pgTable(
  'audit_seals',
  {
    /** Without a reference: what remains of a record that was deleted in spite of everything is its seal. */
    eventId: bigint('event_id', { mode: 'number' }).primaryKey(),
    block: bigint('block', { mode: 'number' })
      .notNull()
      .references(() => auditBlocks.number),
    hash: fingerprint('hash').notNull(),
  },
  (t) => [index('audit_seals_block').on(t.block, t.eventId)],
);

/**
 * Up to which block the records were removed because their time was over. The door through which records may go: the
 * triggers on audit_events and audit_seals let nothing else be deleted, and the one here lets nothing younger in.
 */
export const auditRemovals = pgTable('audit_removals', {
  through: bigint('through', { mode: 'number' })
    .primaryKey()
    .references(() => auditBlocks.number),
  at: moment('at').notNull(),
  keepMonths: integer('keep_months').notNull(),
  /** `key id.keyed hash` over the row and the block's hash. */
  stamp: text('stamp').notNull(),
});

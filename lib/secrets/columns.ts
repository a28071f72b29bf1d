import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { requestDrafts } from '@/db/schema/drafts';
import { secondFactors } from '@/db/schema/factors';
import { people } from '@/db/schema/identity';
import { importRows } from '@/db/schema/imports';
import { baselineRows } from '@/db/schema/roster';

/** A column that `encrypt` of lib/core/crypto.ts has written, and the lookup hash of the same value, where there is one. */
export interface SealedColumn {
  table: PgTable;
  /** The primary key: of one column, a uuid. */
  key: PgColumn;
  cipher: PgColumn;
  hash: PgColumn | null;
}

/** Every such column; a test compares them with the schema, so that a new one is not forgotten when secrets change. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: people, key: people.id, cipher: people.phoneCipher, hash: people.phoneHash },
  { table: secondFactors, key: secondFactors.accountId, cipher: secondFactors.secretCipher, hash: null },
  { table: secondFactors, key: secondFactors.accountId, cipher: secondFactors.offeredCipher, hash: null },
  { table: importRows, key: importRows.id, cipher: importRows.contentCipher, hash: null },
  { table: requestDrafts, key: requestDrafts.id, cipher: requestDrafts.contentCipher, hash: null },
  { table: baselineRows, key: baselineRows.id, cipher: baselineRows.phoneCipher, hash: null },
];

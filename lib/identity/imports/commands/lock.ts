import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { importBatches, importRows } from '@/db/schema/imports';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { decrypt } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { importPermissions } from '../policy';
import { importForms } from '../rules/columns';
import type { RowContent } from '../rules/lines';

export type Batch = typeof importBatches.$inferSelect;
export type StoredRow = Omit<typeof importRows.$inferSelect, 'contentCipher'> & { content: RowContent };

export const clause = '1.2';

/** `人员导入：名单.xlsx`, which is what the audit trail calls it. */
export const labelOf = ({ kind, fileName }: Pick<Batch, 'kind' | 'fileName'>): string =>
  `${importForms[kind].title}导入：${fileName}`;

/** Locks one of the actor's own imports; somebody else's is not found. */
export async function lockOwn(tx: Tx, actor: Actor, id: string): Promise<Batch> {
  const [batch] = await tx
    .select()
    .from(importBatches)
    .where(and(eq(importBatches.id, id), eq(importBatches.createdBy, actor.personId ?? id)))
    .for('update');
  const found = batch && mayAtAll(actor, importPermissions[batch.kind]) ? batch : undefined;
  return found ?? refuse('not_found', '没有找到这次导入，可能已过保留时间');
}

const stored = ({ contentCipher, ...row }: typeof importRows.$inferSelect): StoredRow => ({
  ...row,
  content: JSON.parse(decrypt(contentCipher)) as RowContent,
});

/** All rows of an import, in the order of the sheet. */
export async function rowsOf(tx: Tx, batch: Batch): Promise<StoredRow[]> {
  const rows = await tx
    .select()
    .from(importRows)
    .where(eq(importRows.batchId, batch.id))
    .orderBy(asc(importRows.row));
  return rows.map(stored);
}

/** The next rows that are to be imported and were not dealt with. */
export async function nextRows(tx: Tx, batch: Batch, most: number): Promise<StoredRow[]> {
  const rows = await tx
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.batchId, batch.id),
        inArray(importRows.result, ['new', 'changed']),
        isNull(importRows.outcome),
      ),
    )
    .orderBy(asc(importRows.row))
    .limit(most);
  return rows.map(stored);
}

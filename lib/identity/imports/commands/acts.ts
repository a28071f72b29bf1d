import { eq, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { importBatches, importRows } from '@/db/schema/imports';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { Refused, refuse } from '@/lib/core/errors';
import { enqueue } from '@/lib/jobs/enqueue';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import type { discardImportInput, recheckImportInput, startImportInput } from '../input';
import { mayHandle } from '../policy';
import { assess } from '../queries/assess';
import { problemText, resultName, type Shown } from '../rules/verdict';
import { importWorkflow } from '../states';
import { tally } from './enter';
import { type Batch, clause, labelOf, lockOwn, nextRows, rowsOf, type StoredRow } from './lock';

const entity = ({ id }: { id: string }) => ({ type: 'import', id, label: '批量导入' });

async function move(tx: Tx, actor: Actor, batch: Batch, verb: 'start' | 'discard'): Promise<void> {
  const [answer] = await transition(tx, {
    table: importBatches,
    workflow: importWorkflow,
    verb,
    rows: [batch],
    actor,
    may: mayHandle,
    label: labelOf,
  });
  if (answer && !answer.ok) throw new Refused(answer.refusal);
}

/** Begins to import the rows that have no errors, in the background. Asked twice, it is begun once. */
export const startImport = command(
  { name: 'import.start', clause, entity },
  async (tx, actor, { id, version }: z.output<typeof startImportInput>) => {
    const batch = await lockOwn(tx, actor, id);
    if (batch.status === 'ready' && batch.version !== version)
      refuse('conflict', '这次导入已重新核对，请查看新的结果后再确认');
    const [first] = await nextRows(tx, batch, 1);
    if (batch.status === 'ready' && !first) refuse('rule', '没有可以导入的行，请改正错误后重新上传');
    await move(tx, actor, batch, 'start');
    await enqueue(tx, 'imports.run', { batch: id }, { key: id });
    return { id };
  },
);

/** Gives up an import before it began; its rows are forgotten at once. */
export const discardImport = command(
  { name: 'import.discard', clause, entity },
  async (tx, actor, { id }: z.output<typeof discardImportInput>) => {
    const batch = await lockOwn(tx, actor, id);
    await move(tx, actor, batch, 'discard');
    await tx.delete(importRows).where(eq(importRows.batchId, id));
    return { id };
  },
);

async function writeVerdicts(tx: Tx, rows: readonly StoredRow[], verdicts: readonly Shown[]): Promise<void> {
  const fresh = rows.map(({ id }, index) => {
    const { result, problems, changes, entityId } = verdicts[index] ?? refuse('fault', '核对结果不完整');
    return { id, result, problems, changes, entity_id: entityId };
  });
  await tx.execute(sql`
    update import_rows set result = given.result, problems = given.problems, changes = given.changes, entity_id = given.entity_id
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb)
      as given(id uuid, result text, problems jsonb, changes jsonb, entity_id uuid)
    where import_rows.id = given.id`);
}

/** Compares the rows with what is on file now: for somebody who comes back to an import. */
export const recheckImport = command(
  { name: 'import.recheck', clause, entity },
  async (tx, actor, { id }: z.output<typeof recheckImportInput>) => {
    const batch = await lockOwn(tx, actor, id);
    const grant = granted(mayHandle(actor, batch));
    if (batch.status !== 'ready') refuse('conflict', '已开始导入或已放弃，不能再核对');
    const rows = await rowsOf(tx, batch);
    const { verdicts } = await assess(tx, batch.kind, rows, { hold: false });
    await writeVerdicts(tx, rows, verdicts);
    await tx
      .update(importBatches)
      .set({ checkedAt: now(), version: sql`${importBatches.version} + 1` })
      .where(eq(importBatches.id, id));
    await record(tx, actor, {
      action: 'import.recheck',
      entity: { type: 'import', id, label: labelOf(batch) },
      grant,
      clause,
      after: tally(verdicts),
    });
    return { id };
  },
);

export interface FailedRow {
  row: number;
  texts: Record<string, string>;
  message: string;
}

/**
 * The rows that were not or cannot be imported, as they were uploaded, phones in full: for whoever uploaded them, to put them
 * right. That they left the house is recorded first.
 */
export const takeFailedRows = command(
  { name: 'import.download_failed', clause: '1.3.3', entity },
  async (tx, actor, { id }: { id: string }) => {
    const batch = await lockOwn(tx, actor, id);
    const grant = granted(mayHandle(actor, batch));
    const rows = (await rowsOf(tx, batch)).filter(
      ({ result, outcome }) => result === 'error' || outcome === 'refused',
    );
    if (!rows.length) refuse('not_found', '没有出错的行');
    await record(tx, actor, {
      action: 'import.download_failed',
      entity: { type: 'import', id, label: labelOf(batch) },
      grant,
      clause: '1.3.3',
      after: { rows: rows.length },
    });
    const failed: FailedRow[] = rows.map(({ row, content, problems, message, result }) => ({
      row,
      texts: content.texts,
      message: message ?? (problemText(problems) || resultName(result)),
    }));
    return { kind: batch.kind, fileName: batch.fileName, rows: failed };
  },
);

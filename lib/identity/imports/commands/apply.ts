import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type ImportOutcome, importBatches, importRows } from '@/db/schema/imports';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { brokenConstraint, type Result, refuse } from '@/lib/core/errors';
import { holdPhones } from '@/lib/identity/people/commands/phones';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { mayHandle } from '../policy';
import { type Assessment, assess } from '../queries/assess';
import { importForms } from '../rules/columns';
import { personLine } from '../rules/lines';
import { agreement } from '../rules/verdict';
import { importWorkflow } from '../states';
import { type Batch, clause, labelOf, nextRows, type StoredRow } from './lock';
import { writePeople } from './people';
import { writeUnits } from './units';

/** Rows to a transaction: short enough that nobody waits for it, long enough that 5,000 rows take few of them. */
const chunk = 250;

interface Settled {
  id: string;
  outcome: ImportOutcome;
  message: string | null;
  entityId: string | null;
}

/** Imports take turns chunk by chunk, so that two with the same people without phones do not both add them. */
async function takeTurn(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('qunxu'), hashtext('imports'))`);
}

async function lockRunning(tx: Tx, id: string): Promise<Batch | undefined> {
  const [batch] = await tx
    .select()
    .from(importBatches)
    .where(and(eq(importBatches.id, id), eq(importBatches.status, 'importing')))
    .for('update');
  return batch;
}

async function write(
  tx: Tx,
  actor: Actor,
  grant: Grant,
  batch: Batch,
  assessed: Assessment,
  agreed: ReadonlySet<number>,
) {
  const writing = { grant, reason: labelOf(batch) };
  const planned = <Plan>(verdicts: readonly { row: number; plan: Plan | null }[]) =>
    verdicts.flatMap(({ row, plan }) => (plan && agreed.has(row) ? [{ row, plan }] : []));
  const rows = <Plan>(chosen: readonly { row: number; plan: Plan }[], ids: readonly string[]) =>
    new Map(chosen.map(({ row }, index) => [row, ids[index] ?? null]));
  if (assessed.kind === 'people') {
    const chosen = planned(assessed.verdicts);
    return rows(
      chosen,
      await writePeople(
        tx,
        actor,
        writing,
        chosen.map(({ plan }) => plan),
      ),
    );
  }
  const chosen = planned(assessed.verdicts);
  return rows(
    chosen,
    await writeUnits(
      tx,
      actor,
      writing,
      chosen.map(({ plan }) => plan),
    ),
  );
}

/** Judges the rows again, with everything they touch held, and writes those that would do what the person was shown. */
async function importRowsOf(
  tx: Tx,
  actor: Actor,
  grant: Grant,
  batch: Batch,
  rows: StoredRow[],
): Promise<Settled[]> {
  if (batch.kind === 'people')
    await holdPhones(
      tx,
      rows.flatMap(({ row, content }) => personLine(row, content).phone || []),
    );
  const assessed = await assess(tx, batch.kind, rows, { hold: true, batchId: batch.id });
  const answers = rows.map((row, index) => {
    const fresh = assessed.verdicts[index] ?? refuse('fault', '核对结果不完整');
    return { row, fresh, answer: agreement(row, fresh) };
  });
  const agreed = new Set(answers.flatMap(({ row, answer }) => (answer.outcome === 'done' ? row.row : [])));
  const written = await write(tx, actor, grant, batch, assessed, agreed);
  return answers.map(({ row, fresh, answer }) => ({
    id: row.id,
    outcome: answer.outcome,
    message: answer.outcome === 'refused' ? answer.message : null,
    entityId: written.get(row.row) ?? fresh.entityId,
  }));
}

async function settle(tx: Tx, settled: readonly Settled[]): Promise<void> {
  if (!settled.length) return;
  await tx.execute(sql`
    update import_rows set outcome = given.outcome, message = given.message, entity_id = given."entityId"
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as given(id uuid, outcome text, message text, "entityId" uuid)
    where import_rows.id = given.id`);
}

async function outcomes(tx: Tx, batch: Batch): Promise<{ done: number; same: number; refused: number }> {
  const of = (outcome: ImportOutcome) =>
    sql<number>`(count(*) filter (where ${importRows.outcome} = ${outcome}))::int`;
  const [row] = await tx
    .select({ done: of('done'), same: of('same'), refused: of('refused') })
    .from(importRows)
    .where(eq(importRows.batchId, batch.id));
  return row ?? { done: 0, same: 0, refused: 0 };
}

/** Ends an import, with one record of what came of it, and tells whoever asked for it. */
async function finish(tx: Tx, actor: Actor, batch: Batch): Promise<void> {
  await transition(tx, {
    table: importBatches,
    workflow: importWorkflow,
    verb: 'finish',
    rows: [batch],
    actor,
    may: 'system',
    label: labelOf,
  });
  const { done, same, refused } = await outcomes(tx, batch);
  await record(tx, actor, {
    action: 'import.apply',
    entity: { type: 'import', id: batch.id, label: labelOf(batch) },
    clause,
    after: { sha256: batch.sha256, imported: done, same, refused },
  });
  const { title, measure, base } = importForms[batch.kind];
  const left = refused ? `，${refused} 行未导入` : '';
  await notify(tx, [
    {
      personId: batch.createdBy,
      kind: 'system',
      title: `${title}导入完成：写入 ${done} ${measure}${left}`,
      detail: batch.fileName,
      href: `${base}/import/${batch.id}`,
      dedupeKey: `import ${batch.id}`,
    },
  ]);
}

/** What is left of an import whose owner may no longer do it: nothing more is done in his name. */
async function refuseRest(tx: Tx, batch: Batch, message: string): Promise<void> {
  await tx
    .update(importRows)
    .set({ outcome: 'refused', message })
    .where(
      and(
        eq(importRows.batchId, batch.id),
        sql`${importRows.result} in ('new', 'changed')`,
        isNull(importRows.outcome),
      ),
    );
}

/**
 * Imports the next rows of an import under way; each is done once, since it is settled in the same transaction. The last call
 * ends it. @returns whether anything may be left
 */
const applyNext = command(
  { name: 'import.apply', clause },
  async (tx, actor: Actor, { id }: { id: string }) => {
    await takeTurn(tx);
    const batch = await lockRunning(tx, id);
    if (!batch) return { left: false };
    const verdict = mayHandle(actor, batch);
    const rows = verdict.allowed ? await nextRows(tx, batch, chunk) : [];
    if (verdict.allowed && rows.length)
      await settle(tx, await importRowsOf(tx, actor, verdict.grant, batch, rows));
    if (!verdict.allowed) await refuseRest(tx, batch, verdict.message);
    if (rows.length === chunk) return { left: true };
    await finish(tx, actor, batch);
    return { left: false };
  },
);

const attempts = 3;

/** The same, once more when somebody was quicker in a way no lock could hold off: the next look sees what he wrote. */
export async function applyImport(actor: Actor, id: string, attempt = 1): Promise<Result<{ left: boolean }>> {
  try {
    return await applyNext(actor, { id });
  } catch (error) {
    if (attempt === attempts || !brokenConstraint(error)) throw error;
    return applyImport(actor, id, attempt + 1);
  }
}

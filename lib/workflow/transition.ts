import { inArray, type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { judge, type Move, type Moved, second, type WorkflowRow, type WorkflowTable } from './move';

/**
 * The only place that moves a status. One UPDATE and one insert of audit records for any number of rows; an answer per row.
 * A row that may not move is refused (`forbidden`, `conflict`) and left as it is.
 */
export async function transition<
  Status extends string,
  VerbName extends string,
  Row extends WorkflowRow<Status>,
  Table extends WorkflowTable,
>(tx: Tx, move: Move<Status, VerbName, Row, Table>): Promise<Moved[]> {
  const judged = move.rows.map((row) => ({ row, answer: judge(move, row) }));
  const free = judged.filter(({ answer }) => answer.ok).map(({ row }) => row);
  const won = await write(tx, move, free);
  const answers = judged.map(({ row, answer }) =>
    answer.ok && !won.has(row.id) ? second(move.workflow, row) : answer,
  );
  await recordMoves(tx, move, answers);
  return answers;
}

/** Moves the rows whose status and version are still what was judged; returns their ids. */
async function write<
  Status extends string,
  VerbName extends string,
  Row extends WorkflowRow<Status>,
  Table extends WorkflowTable,
>(
  tx: Tx,
  { table, workflow, verb, actor, set }: Move<Status, VerbName, Row, Table>,
  rows: readonly Row[],
): Promise<Set<string>> {
  if (!rows.length) return new Set();
  const stamp = {
    status: workflow.verbs[verb].to,
    version: sql`${table.version} + 1`,
    statusAt: now(),
    statusBy: actor.personId,
    statusByName: actor.name,
  };
  const updated = await tx
    .update(table)
    .set({ ...set, ...stamp } as PgUpdateSetSource<Table>)
    .where(unchanged(table, rows))
    .returning({ id: table.id });
  return new Set(updated.map(({ id }) => id as string));
}

function unchanged(table: WorkflowTable, rows: readonly WorkflowRow<string>[]): SQL | undefined {
  const seen = rows.map((row) => sql`(${row.id}::uuid, ${row.status}::text, ${row.version}::int)`);
  const ids = inArray(
    table.id,
    rows.map((row) => row.id),
  );
  return sql`${ids} and (${table.id}, ${table.status}, ${table.version}) in (${sql.join(seen, sql`, `)})`;
}

async function recordMoves<Status extends string, VerbName extends string, Row extends WorkflowRow<Status>>(
  tx: Tx,
  move: Omit<Move<Status, VerbName, Row, WorkflowTable>, 'table' | 'set'>,
  answers: readonly Moved[],
): Promise<void> {
  const { clause, to } = move.workflow.verbs[move.verb];
  const entries = move.rows.flatMap((row, i) => {
    const answer = answers[i];
    if (!answer?.ok) return [];
    return {
      action: `${move.workflow.name}.${move.verb}`,
      entity: { type: move.workflow.name, id: row.id, label: move.label(row) },
      grant: answer.grant,
      clause: move.clause?.(row) ?? clause,
      reason: move.reason,
      before: { status: row.status },
      after: { status: to },
    };
  });
  await record(tx, move.actor, ...entries);
}

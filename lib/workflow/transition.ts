import { and, inArray, sql } from 'drizzle-orm';
import type { PgColumn, PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import type { Actor, Grant } from '@/lib/access/actor';
import type { Verdict } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import type { Refusal } from '@/lib/core/errors';
import { movedBy } from './moved';
import type { Workflow } from './workflow';

type WorkflowTable = PgTable & { id: PgColumn; status: PgColumn; version: PgColumn };

export interface WorkflowRow<Status extends string> {
  id: string;
  status: Status;
  version: number;
  statusAt: Date;
  statusByName: string;
}

interface Move<Status extends string, VerbName extends string, Row, Table extends WorkflowTable> {
  table: Table;
  workflow: Workflow<Status, VerbName>;
  verb: NoInfer<VerbName>;
  /** Locked by the caller, in this transaction. */
  rows: readonly Row[];
  actor: Actor;
  /** Asked before the state: a stranger must not learn it. The system's own moves give `system`. */
  may: ((actor: Actor, row: Row) => Verdict) | 'system';
  label: (row: Row) => string;
  reason?: string | null;
  set?: PgUpdateSetSource<Table>;
}

export type Moved =
  | { id: string; ok: true; grant: Grant | undefined }
  | { id: string; ok: false; refusal: Refusal };

/**
 * The only place that moves a status. One UPDATE and one insert of audit records for any number of rows; a result per row.
 * A row that may not move is refused (`forbidden`, `conflict`) and left as it is.
 */
export async function transition<
  Status extends string,
  VerbName extends string,
  Row extends WorkflowRow<Status>,
  Table extends WorkflowTable,
>(tx: Tx, move: Move<Status, VerbName, Row, Table>): Promise<Moved[]> {
  const { table, workflow, actor } = move;
  const verb = workflow.verbs[move.verb];
  const judged = move.rows.map((row) => {
    const verdict = move.may === 'system' ? undefined : move.may(actor, row);
    if (verdict && !verdict.allowed)
      return { row, refusal: { code: 'forbidden', ...forbidden(verdict) } as Refusal };
    if (!verb.from.includes(row.status)) return { row, refusal: movedBy(workflow, row) };
    return { row, grant: verdict?.grant };
  });
  const free = judged.filter((j) => !('refusal' in j));
  const updated = free.length
    ? await tx
        .update(table)
        .set({
          ...move.set,
          status: verb.to,
          version: sql`${table.version} + 1`,
          statusAt: now(),
          statusBy: actor.personId,
          statusByName: actor.name,
        } as PgUpdateSetSource<Table>)
        .where(
          and(
            inArray(
              table.id,
              free.map((j) => j.row.id),
            ),
            inArray(table.status, [...verb.from]),
            versionsUnchanged(
              table,
              free.map((j) => j.row),
            ),
          ),
        )
        .returning({ id: table.id })
    : [];
  const won = new Set(updated.map((row) => row.id as string));
  const moved = free.filter((j) => won.has(j.row.id));
  await record(
    tx,
    actor,
    ...moved.map(({ row, grant }) => ({
      action: `${workflow.name}.${move.verb}`,
      entity: { type: workflow.name, id: row.id, label: move.label(row) },
      grant,
      clause: verb.clause,
      reason: move.reason,
      before: { status: row.status },
      after: { status: verb.to },
    })),
  );
  return judged.map(({ row, refusal, grant }) => {
    if (refusal) return { id: row.id, ok: false, refusal };
    if (!won.has(row.id)) return { id: row.id, ok: false, refusal: movedBy(workflow, row) };
    return { id: row.id, ok: true, grant };
  });
}

function forbidden(verdict: Extract<Verdict, { allowed: false }>): Omit<Refusal, 'code'> {
  return { message: verdict.message, ...(verdict.clause ? { clause: verdict.clause } : {}) };
}

function versionsUnchanged(table: WorkflowTable, rows: readonly { id: string; version: number }[]) {
  const pairs = rows.map((row) => sql`(${row.id}::uuid, ${row.version}::int)`);
  return sql`(${table.id}, ${table.version}) in (${sql.join(pairs, sql`, `)})`;
}

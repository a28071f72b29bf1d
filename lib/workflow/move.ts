import type { PgColumn, PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Actor, Grant } from '@/lib/access/actor';
import type { Verdict } from '@/lib/access/may';
import type { Refusal } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import type { Workflow } from './workflow';

export type WorkflowTable = PgTable & { id: PgColumn; status: PgColumn; version: PgColumn };

export interface WorkflowRow<Status extends string> {
  id: string;
  status: Status;
  version: number;
  statusAt: Date;
  statusByName: string;
}

/** One move asked for: which verb, on which rows, by whom. */
export interface Move<Status extends string, VerbName extends string, Row, Table extends WorkflowTable> {
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
  /** Where a row is moved under another clause than the verb's. */
  clause?: (row: Row) => string;
  /** Further columns of the same UPDATE. */
  set?: PgUpdateSetSource<Table>;
}

/** A row's answer to a move. */
export type Moved = { id: string; ok: true; grant?: Grant } | { id: string; ok: false; refusal: Refusal };

/** What permission and state say of one row, before anything is written. */
export function judge<Status extends string, VerbName extends string, Row extends WorkflowRow<Status>>(
  move: Pick<Move<Status, VerbName, Row, WorkflowTable>, 'workflow' | 'verb' | 'actor' | 'may'>,
  row: Row,
): Moved {
  const verdict = move.may === 'system' ? undefined : move.may(move.actor, row);
  if (verdict && !verdict.allowed) {
    const { message, clause } = verdict;
    return { id: row.id, ok: false, refusal: { code: 'forbidden', message, ...(clause ? { clause } : {}) } };
  }
  if (!move.workflow.verbs[move.verb].from.includes(row.status)) return second(move.workflow, row);
  return { id: row.id, ok: true, ...(verdict ? { grant: verdict.grant } : {}) };
}

/** The answer to whoever came second: it names who was first, when, and where the thing stands now. */
export function second<Status extends string>(
  workflow: Workflow<Status, string>,
  row: WorkflowRow<Status>,
): Moved {
  const message = `已由${row.statusByName}于 ${formatShort(row.statusAt)} 处理，现为「${workflow.states[row.status].label}」`;
  return { id: row.id, ok: false, refusal: { code: 'conflict', message } };
}

import { type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { emptyRow, rowsText, type SubmittedJoins } from '@/lib/groups/joining/rules/rows';
import type { Ledger } from './ledger';

/** The server actions that are sent: all of them are looked up in the build before the first kill. */
export const actionsSent = [
  'submitJoinsAction',
  'decideAction',
  'decideManyAction',
  'withdrawAction',
  'completeOrdersAction',
  'failOrdersAction',
  'reissueOrderAction',
] as const;

/** Sends one act until it is known what became of it. */
export type Send = (
  action: (typeof actionsSent)[number],
  input: Record<string, unknown>,
) => Promise<Result<unknown>>;

/** Somebody doing one thing; false when there was nothing of it to do. */
export type Deed = (me: { id: string; send: Send; ledger: Ledger }) => Promise<boolean>;

interface Row extends Record<string, unknown> {
  id: string;
  version: number;
}

const reason = '工作需要';

/** A few of the rows that suit; others may be reaching for the same ones. */
async function some(rows: SQL, most = 1): Promise<Row[]> {
  return db().execute<Row>(sql`select * from (${rows} limit 30) waiting order by random() limit ${most}`);
}

const own = (person: string) => sql`(select unit_id from people where id = ${person})`;

/** A head asks for somebody of his unit, into any group. */
export const submit: Deed = async ({ id: by, send, ledger }) => {
  const [target] = await db().execute<{ person: string; group: string }>(sql`
    select p.id as person, g.id as group from people p, groups g where p.unit_id = ${own(by)}
    and not exists (select 1 from membership_requests r where r.person_id = p.id and r.group_id = g.id)
    order by random() limit 1`);
  if (!target) return false;
  const form = newId();
  const rows = rowsText([{ ...emptyRow, key: '1', personId: target.person }]);
  const result = await send('submitJoinsAction', {
    submissionId: form,
    rows,
    groupIds: [target.group],
    reason,
  });
  const made = result.ok && (result.value as SubmittedJoins).only;
  if (made) ledger.enter({ deed: 'submit', target: form, by, made });
  else ledger.refuse(form);
  return true;
};

const waiting = sql`select id, version from membership_requests where status = 'submitted' order by submitted_at`;

export const decide: Deed = async ({ id: by, send, ledger }) => {
  const [request] = await some(waiting);
  if (!request) return false;
  const decision = request.id.charCodeAt(35) % 5 ? 'approve' : 'reject';
  const seen = { id: request.id, version: request.version };
  const result = await send('decideAction', { ...seen, decision, reason });
  if (result.ok) ledger.enter({ deed: decision, target: request.id, by });
  return true;
};

interface Many {
  refused: { id: string }[];
}

/** Which rows of many were not refused. */
function doneOf(rows: readonly Row[], result: Result<unknown>): Row[] {
  if (!result.ok) return [];
  const refused = new Set((result.value as Many).refused.map(({ id }) => id));
  return rows.filter(({ id }) => !refused.has(id));
}

export const decideMany: Deed = async ({ id: by, send, ledger }) => {
  const rows = await some(waiting, 4);
  if (rows.length < 2) return false;
  const seen = rows.map(({ id, version }) => ({ id, version }));
  const result = await send('decideManyAction', { rows: seen, decision: 'approve' });
  for (const { id } of doneOf(rows, result)) ledger.enter({ deed: 'approve', target: id, by });
  return true;
};

export const withdraw: Deed = async ({ id: by, send, ledger }) => {
  const [request] = await some(sql`
    select id, version from membership_requests where submitted_by = ${by} and status in ('submitted', 'approved')
    order by submitted_at desc`);
  if (!request) return false;
  const result = await send('withdrawAction', { id: request.id, version: request.version });
  if (result.ok) ledger.enter({ deed: 'withdraw', target: request.id, by });
  return true;
};

const openOrders = (by: string) => sql`
  select id, version from work_orders where status = 'open' and group_id in
    (select group_id from role_assignments where person_id = ${by}) order by created_at`;

export const complete: Deed = async ({ id: by, send, ledger }) => {
  const rows = await some(openOrders(by), 2);
  if (!rows.length) return false;
  const orders = rows.map(({ id, version }) => ({ id, version }));
  const result = await send('completeOrdersAction', { orders });
  for (const { id } of doneOf(rows, result)) ledger.enter({ deed: 'complete', target: id, by });
  return true;
};

export const fail: Deed = async ({ id: by, send, ledger }) => {
  const [order] = await some(openOrders(by));
  if (!order) return false;
  const result = await send('failOrdersAction', {
    orders: [{ id: order.id, version: order.version }],
    reason,
  });
  if (result.ok) ledger.enter({ deed: 'fail', target: order.id, by });
  return true;
};

export const reissue: Deed = async ({ id: by, send, ledger }) => {
  const [order] = await some(sql`
    select o.id, o.version from work_orders o join membership_requests r on r.id = o.origin_id and r.status = 'approved'
    where o.status = 'failed'
      and not exists (select 1 from work_orders later where later.origin_id = o.origin_id and later.id > o.id)`);
  if (!order) return false;
  const result = await send('reissueOrderAction', { id: order.id });
  if (result.ok)
    ledger.enter({
      deed: 'reissue',
      target: order.id,
      by,
      made: result.value as { id: string; number: string },
    });
  return true;
};

import postgres from 'postgres';
import { emptyRow, rowsText } from '@/lib/groups/joining/rules/rows';
import { addressOf } from '../../torture/kills/browser';
import { askWorker } from '../ask-worker';
import type { Bench, Scenario } from '../bench';
import { type CommandJob, type CommandResult, callers } from '../command-job';
import { quiet } from '../database';
import type { Finding } from '../finding';
import type { LoadJob } from '../load/job';
import type { Reader, RunningProduct } from '../product';
import { accountOf } from '../street/founding';

/** Rows a page of the list shows: what is ticked and decided together. */
const together = 20;

type Input = Record<string, unknown>;
type Request = LoadJob['requests'][number];

/** A server action as the product's own forms call it. */
function call(action: string, input: Input): Request {
  const { id, page } = addressOf(action);
  return {
    path: page.replace('[id]', String(input.id)),
    method: 'POST',
    headers: {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
    },
    body: JSON.stringify([input]),
  };
}

/** Forms a head could send: people of his unit, each for a group where nothing stands in the way. */
async function freeForms({ databaseUrl }: RunningProduct, most: number): Promise<Input[]> {
  const on = postgres(databaseUrl, quiet);
  const forms = await on<Input[]>`
    select gen_random_uuid() as "submissionId", p.id as "personId", g.id as "groupId", p.unit_id as "unitId", '新到岗' as reason
    from accounts a join people head on head.id = a.person_id
    join people p on p.unit_id = head.unit_id and p.id <> head.id cross join groups g
    where a.username = ${accountOf.head}
      and not exists (select 1 from memberships m where m.person_id = p.id and m.group_id = g.id)
      and not exists (select 1 from membership_requests r where r.person_id = p.id and r.group_id = g.id)
    order by p.id, g.id limit ${most}`;
  await on.end();
  return [...forms];
}

/** The same as the form for many sends it, with one person and one group. */
const formOf = ({ submissionId, personId, groupId, reason }: Input): Input => ({
  submissionId,
  rows: rowsText([{ ...emptyRow, key: '1', personId: String(personId) }]),
  groupIds: [groupId],
  reason,
});

async function waiting({ databaseUrl }: RunningProduct, most: number): Promise<Input[]> {
  const on = postgres(databaseUrl, quiet);
  const rows = await on<Input[]>`
    select id, version from membership_requests where status = 'submitted' order by submitted_at desc limit ${most}`;
  await on.end();
  return [...rows];
}

/** Has the commands themselves called, in a process of their own. */
const byCommand = ({ databaseUrl }: RunningProduct, job: CommandJob): Promise<CommandResult> =>
  askWorker('command-worker.ts', databaseUrl, job);

const rate = (
  what: string,
  measure: string,
  figure: number,
  detail: unknown,
  aim?: Finding['aim'],
): Finding => ({
  what,
  measure,
  figure,
  unit: '/s',
  detail,
  ...(aim ? { aim } : {}),
});

const commanded = (
  what: string,
  { together: many, alone }: CommandResult,
  aim?: Finding['aim'],
): Finding[] => [
  rate(what, 'by the command, one after the other', alone.perSecond, alone),
  rate(what, `by the command, ${callers} at once`, many.perSecond, many, aim),
];

async function run(bench: Bench): Promise<Finding[]> {
  const product = await bench.product('large');
  const count = bench.options.writes;
  const send = (reader: Reader, requests: Request[]) => {
    const headers = { cookie: product.cookies[reader], origin: product.url };
    return bench.load({ origin: product.url, headers, requests, seconds: null, expect: '"ok":true' });
  };
  const forms = await freeForms(product, 5 * count);
  const submitted = await send(
    'head',
    forms.slice(0, count).map((form) => call('submitJoinsAction', formOf(form))),
  );
  const submittedByCommand = await byCommand(product, { command: 'submit', inputs: forms.slice(count) });
  const rows = await waiting(product, 5 * count);
  const approve = rows.map((row) => ({ ...row, decision: 'approve' }));
  const decided = await send(
    'office',
    approve.slice(0, count).map((input) => call('decideAction', input)),
  );
  const pages = Array.from({ length: Math.floor(count / together) }, (_, i) =>
    rows.slice(count + i * together, count + (i + 1) * together),
  );
  const many = pages.map((page) => call('decideManyAction', { rows: page, decision: 'approve' }));
  const decidedTogether = await send('office', many);
  const decidedByCommand = await byCommand(product, { command: 'decide', inputs: approve.slice(2 * count) });
  return [
    rate('submit', 'by the form’s action, with the page it refreshes', submitted.perSecond, submitted),
    ...commanded('submit', submittedByCommand),
    rate('decide', 'by the form’s action, with the page it refreshes', decided.perSecond, decided),
    rate(
      'decide',
      `by the list’s action, ${together} together`,
      decidedTogether.perSecond * together,
      decidedTogether,
    ),
    ...commanded('decide', decidedByCommand, { atLeast: 300 }),
  ];
}

export const writes: Scenario = { name: 'writes', title: 'Requests submitted and decided', run };

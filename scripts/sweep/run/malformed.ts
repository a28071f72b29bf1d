import { db } from '@/db/client';
import { rateLimits } from '@/db/schema/identity';
import { newId } from '@/lib/core/id';
import { type Caller, callerNames } from '../matrix/callers';
import { inputs } from '../matrix/fields';
import { kindTable, type Spoiling, spoilingNames, wholeTable } from '../matrix/malformed';
import { call, outcomeOf } from '../stage/actions';
import { arrive, type Session, type World } from '../stage/cast';
import { inTurn, newAddress } from '../stage/client';
import { ledgerEnd, tablesHolding } from '../stage/ledger';
import { type Encoded, encodeArguments, planted, replaced, spoiled, wholes } from '../stage/spoil';
import { type Asked, joined, judged, judgedRefusals, type Report } from '../stage/verdict';
import { actionNamed, inputFor } from './actions';

interface Cell {
  action: string;
  what: string;
  by: Caller;
  expected: string;
  /** What is sent in place of the well-formed input. */
  make: (valid: object) => Promise<Encoded>;
}

const ofNobody = (path: string) => (valid: object) => encodeArguments([replaced(valid, path, newId())]);

function kindOf(kind: string): Record<Spoiling, string> {
  const row = kindTable.find(({ name }) => name === kind);
  if (!row) throw new Error(`no kind "${kind}" in the table`);
  return row.cells;
}

function fieldCells(action: string, path: string, spelled: string): Cell[] {
  const [kind = '', unknown] = spelled.split('>');
  const input = inputs[action];
  const byKind = kindOf(kind);
  const by = input?.by ?? 'st';
  const spoilt = spoilingNames.map((how) => ({
    action,
    by,
    what: `${path} ${how}`,
    expected: input?.except?.[path]?.[how] ?? byKind[how],
    make: (valid: object) => spoiled(valid, path, how),
  }));
  if (!unknown) return spoilt;
  return [...spoilt, { action, by, what: `${path} of nobody`, expected: unknown, make: ofNobody(path) }];
}

function cellsOf(action: string): Cell[] {
  const input = inputs[action];
  if (!input) return [];
  const fields = Object.entries(input.fields).flatMap(([path, spelled]) => fieldCells(action, path, spelled));
  const whole = wholeTable.map(({ name, cells }) => ({
    action,
    by: name.endsWith('by a stranger') ? ('st' as const) : input.by,
    what: name,
    expected: input.whole?.[name] ?? cells.answer,
    make: wholes[name] ?? (() => Promise.reject(new Error(`nothing to send for "${name}"`))),
  }));
  const wellFormed = input.wellFormed ?? 'D';
  return [...fields, ...whole].map((cell) => ({
    ...cell,
    expected: cell.expected === 'v' ? wellFormed : cell.expected,
  }));
}

const cells = Object.keys(inputs).flatMap(cellsOf);

async function send(port: number, cell: Cell, session: Session | null, valid: object): Promise<Asked> {
  const { action, what, by, expected } = cell;
  const address = newAddress();
  const encoded = await cell.make(valid);
  const answer = await call(port, { action: actionNamed(action), encoded, cookie: session?.cookie, address });
  return { cell: `${action} with ${what} by ${by}`, expected, address, outcome: outcomeOf(answer) };
}

/** Malformed input that is refused. */
async function refusals(port: number, world: World): Promise<Report> {
  const sessions = new Map<Caller, Session | null>();
  for (const caller of callerNames) sessions.set(caller, await arrive(world, caller));
  const sessionOf = (cell: Cell) => sessions.get(cell.by) ?? null;
  const refused = cells.filter(({ expected }) => expected !== 'D');
  const valid = new Map<string, object>();
  for (const action of Object.keys(inputs)) {
    const by = inputs[action]?.by ?? 'st';
    valid.set(action, await inputFor(world, action, by, sessions.get(by) ?? null));
  }
  // Wrong passwords of the parts before are not to be counted with these.
  await db().delete(rateLimits);
  const mark = await ledgerEnd();
  const asked = await inTurn(refused, async (cell) =>
    send(port, cell, sessionOf(cell), valid.get(cell.action) ?? {}),
  );
  return judgedRefusals(asked, mark);
}

/** What would disturb others that go on beside it: sessions of everybody, the one queue, one's own account. */
function laneOf({ action, by }: Cell): string {
  if (action === 'endEveryone') return 'last';
  if (['retryJobAction', 'runScheduleAction', 'askVerificationAction'].includes(action)) return 'jobs';
  // A version is taken back only while none has followed it.
  if (/^(add|change|switch|weigh|remove)Words?Action$|^restoreVersionAction$/.test(action))
    return 'dictionaries';
  // One person's sheets are checked one after the other.
  if (action.endsWith('ImportAction')) return 'imports';
  return by === 'me' ? 'own' : action;
}

async function inLane(port: number, world: World, lane: readonly Cell[]): Promise<Report> {
  const asked: Asked[] = [];
  for (const cell of lane) {
    const session = await arrive(world, cell.by);
    const valid = await inputFor(world, cell.action, cell.by, session);
    asked.push(await send(port, cell, session, valid));
  }
  return judged(asked);
}

/** Input that is odd and still means something: each on something new, those of one action one after the other. */
async function deeds(port: number, world: World): Promise<Report> {
  const odd = cells.filter(({ expected }) => expected === 'D');
  const lanes = [...new Set(odd.map(laneOf))].filter((lane) => lane !== 'last');
  const of = (lane: string) => odd.filter((cell) => laneOf(cell) === lane);
  const reports = await inTurn(lanes, (lane) => inLane(port, world, of(lane)), 4);
  return joined([...reports, await inLane(port, world, of('last'))]);
}

/** Every field of every action, and its input as a whole, in every way spoiled, by somebody who may do it. */
export async function sweepMalformed(port: number, world: World): Promise<Report> {
  const report = joined([await refusals(port, world), await deeds(port, world)]);
  const held = await tablesHolding(planted);
  return {
    cells: report.cells,
    wrong: [...report.wrong, ...held.map((table) => `${table} holds what was planted`)],
  };
}

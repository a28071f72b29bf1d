import { newId } from '@/lib/core/id';
import { fixtures } from '../fixtures/all';
import type { Sender } from '../fixtures/making';
import { actionOf, actionTable } from '../matrix/actions';
import { type Caller, callerNames } from '../matrix/callers';
import { type BuiltAction, builtActions, call, outcomeOf } from '../stage/actions';
import { arrive, type Session, type World } from '../stage/cast';
import { inTurn, newAddress } from '../stage/client';
import { ledgerEnd, writtenSince } from '../stage/ledger';
import { encodeArguments } from '../stage/spoil';
import { type Asked, joined, judged, judgedRefusals, type Report } from '../stage/verdict';

interface Cell {
  row: string;
  caller: Caller;
  expected: string;
}

const actions = new Map<string, BuiltAction>();

/** The action of this name in the build. */
export function actionNamed(name: string): BuiltAction {
  if (!actions.size) for (const action of builtActions()) actions.set(action.name, action);
  const found = actions.get(name);
  if (!found) throw new Error(`the build has no action ${name}`);
  return found;
}

/** A row's input for one sender. */
export function inputFor(world: World, row: string, caller: Caller, session: Session | null) {
  const make = fixtures[row];
  const member = world.cast[caller] ?? world.cast.me;
  if (!(make && member)) throw new Error(`no fixture for "${row}"`);
  const sender: Sender = { caller, ...member, sessionId: session?.id ?? newId() };
  return make(world.s, sender);
}

const isBefore = (row: string): boolean => row.includes(' · before');

const cells: readonly Cell[] = actionTable
  .filter(({ name }) => !isBefore(name))
  .flatMap((row) => callerNames.map((caller) => ({ row: row.name, caller, expected: row.cells[caller] })))
  .filter(({ expected }) => expected !== '-');

async function send(port: number, cell: Cell, session: Session | null, input: object): Promise<Asked> {
  const address = newAddress();
  const action = actionNamed(actionOf(cell.row));
  const encoded = await encodeArguments([input]);
  const answer = await call(port, { action, encoded, cookie: session?.cookie, address });
  const name = `${cell.row} by ${cell.caller}`;
  return { cell: name, expected: cell.expected, address, outcome: outcomeOf(answer) };
}

/** Before there is a street: a wrong token, then the right one. */
export async function sweepSetup(port: number, token: string): Promise<Report> {
  const rows = actionTable.filter(({ name }) => isBefore(name));
  const asked: Asked[] = [];
  for (const { name, cells: expected } of rows) {
    const form = await fixtures[name]?.(undefined as never, undefined as never);
    const input = { ...form, ...(expected.st === 'D' ? { token } : {}) };
    asked.push(await send(port, { row: name, caller: 'st', expected: expected.st }, null, input));
  }
  return judged(asked);
}

/** Calls that are refused: everybody with a session of his own, everything aimed at made before the first call. */
export async function sweepRefusals(port: number, world: World): Promise<Report> {
  const refused = cells.filter(({ expected }) => expected !== 'D');
  const sessions = new Map<Caller, Session | null>();
  for (const caller of callerNames) sessions.set(caller, await arrive(world, caller));
  const shared = new Map<string, object>();
  const prepared: { cell: Cell; input: object }[] = [];
  for (const cell of refused) {
    const personal = (fixtures[cell.row]?.length ?? 0) > 1;
    const known = personal ? undefined : shared.get(cell.row);
    const input = known ?? (await inputFor(world, cell.row, cell.caller, sessions.get(cell.caller) ?? null));
    shared.set(cell.row, input);
    prepared.push({ cell, input });
  }
  const mark = await ledgerEnd();
  const asked = await inTurn(prepared, ({ cell, input }) =>
    send(port, cell, sessions.get(cell.caller) ?? null, input),
  );
  return judgedRefusals(asked, mark);
}

/** Calls that are done, one after the other, each on something new: they show that the refusals meant something. */
export async function sweepDeeds(port: number, world: World): Promise<Report> {
  const reports: Report[] = [];
  for (const cell of cells.filter(({ expected }) => expected === 'D')) {
    const session = await arrive(world, cell.caller);
    const input = await inputFor(world, cell.row, cell.caller, session);
    const mark = await ledgerEnd();
    const asked = await send(port, cell, session, input);
    const wrote = Object.keys(await writtenSince(mark)).length > 0;
    reports.push(await judged([asked]));
    if (!wrote) reports.push({ cells: 0, wrong: [`${asked.cell}: nothing was written`] });
  }
  return joined(reports);
}

import { pageFixtures } from '../fixtures/pages';
import { type Caller, callerNames } from '../matrix/callers';
import { malformedIds, malformedSearch, pageOf, pageTable, readers, recordedLooks } from '../matrix/pages';
import { arrive, type Session, type World } from '../stage/cast';
import { type Answer, ask, inTurn, newAddress } from '../stage/client';
import { ledgerEnd, writtenSince } from '../stage/ledger';
import { headersMissing, hiddenWord, leaksIn } from '../stage/scan';
import type { Report } from '../stage/verdict';

interface Cell {
  what: string;
  path: string;
  by: Caller;
  expected: string;
}

const leads: readonly [RegExp, string][] = [
  [/^\/login(\?|$)/, 'L'],
  [/^\/password(\?|$)/, 'W'],
  [/^\/second-factor\/enrol(\?|$)/, 'E'],
  [/^\/second-factor(\?|$)/, '2'],
  [/^\/$/, 'H'],
];

/** A letter of the table for what a page answered. */
function letterOf({ status, headers }: Answer): string {
  if (status === 200) return 'P';
  if (status === 404) return 'N';
  if (status === 400) return 'B';
  const place = String(headers.location ?? '');
  const lead = status === 307 ? leads.find(([form]) => form.test(place))?.[1] : undefined;
  return lead ?? `status ${status} ${place}`;
}

function faultsOf(answer: Answer, expected: string): string[] {
  const letter = letterOf(answer);
  const faults = letter === expected ? [] : [`is ${letter}`];
  if (letter === 'N' && answer.text.includes(hiddenWord)) faults.push('names what is not there');
  return [...faults, ...leaksIn(answer), ...headersMissing(answer)];
}

async function sweep(
  port: number,
  cells: readonly Cell[],
  sessions: Map<Caller, Session | null>,
): Promise<Report> {
  const mark = await ledgerEnd();
  const wrong = await inTurn(cells, async ({ what, path, by, expected }) => {
    const answer = await ask(port, newAddress(), { path, headers: { cookie: sessions.get(by)?.cookie } });
    return faultsOf(answer, expected).map((fault) => `${what} by ${by}: should be ${expected}, ${fault}`);
  });
  const { '1 insert audit_events': looks = 0, ...other } = await writtenSince(mark);
  const recorded = cells.filter(({ path, expected }) => expected === 'P' && recordedLooks.test(path)).length;
  const written = Object.keys(other).map((what) => `looking at pages wrote ${what}`);
  if (looks > recorded || (recorded > 0 && looks === 0))
    written.push(`${looks} looks were recorded of ${recorded}`);
  return { cells: cells.length, wrong: [...wrong.flat(), ...written] };
}

async function everybody(world: World): Promise<Map<Caller, Session | null>> {
  const sessions = new Map<Caller, Session | null>();
  for (const caller of callerNames) sessions.set(caller, await arrive(world, caller));
  return sessions;
}

async function pathOf(row: string, world: World): Promise<string> {
  const make = pageFixtures[row];
  return make ? pageOf(row).replace(/\[\w+\]/, await make(world.s)) : pageOf(row);
}

/** Every page for every caller. */
export async function sweepPages(port: number, world: World): Promise<Report> {
  const cells: Cell[] = [];
  for (const { name, cells: expected } of pageTable) {
    const path = await pathOf(name, world);
    cells.push(...callerNames.map((by) => ({ what: name, path, by, expected: expected[by] })));
  }
  return sweep(port, cells, await everybody(world));
}

/** Every page with malformed search parameters, and those of one thing with malformed ids, by somebody who may see it. */
export async function sweepMalformedAddresses(port: number, world: World): Promise<Report> {
  const cells: Cell[] = [];
  for (const [page, { row, by }] of Object.entries(readers)) {
    const path = await pathOf(row, world);
    const search = malformedSearch.map((text) => ({ path: `${path}?${text}`, expected: 'P', by }));
    const ids = page.includes('[')
      ? Object.entries(malformedIds).map(([id, expected]) => ({
          path: page.replace(/\[\w+\]/, id),
          expected,
          by,
        }))
      : [];
    cells.push(...[...search, ...ids].map((cell) => ({ ...cell, what: cell.path.slice(0, 120) })));
  }
  return sweep(port, cells, await everybody(world));
}

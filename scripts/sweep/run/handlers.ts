import { ownOrigin, type Papers, type Sending, sendingOf, signIn, uploadPapers } from '../fixtures/handlers';
import { type Caller, callerNames } from '../matrix/callers';
import { handlerTable, type Odd, oddRequests } from '../matrix/handlers';
import { arrive, type World } from '../stage/cast';
import { type Answer, ask, inTurn, newAddress } from '../stage/client';
import { headersMissing, hiddenWord, leaksIn } from '../stage/scan';
import { joined, type Report } from '../stage/verdict';

const refusing = new Set(['400', '401', '403', '404', '405', '422', '0']);

/** What of an answer is in the table: its status, or `0` for a list of nothing. */
function shown({ status, text }: Answer, { offers }: Sending): string {
  if (status !== 200 || !offers) return String(status);
  return offers(JSON.parse(text) as Record<string, unknown>) ? '200' : '0';
}

function faultsOf(answer: Answer, found: string, expected: string): string[] {
  const faults = found === expected ? [] : [`is ${found}: ${answer.text.slice(0, 200)}`];
  if (refusing.has(found) && answer.text.includes(hiddenWord)) faults.push('names what it refuses');
  if (answer.text.includes('evil.example') || String(answer.headers.location).includes('evil.example'))
    faults.push('leads to another site');
  return [...faults, ...leaksIn(answer), ...headersMissing(answer)];
}

async function answerTo(port: number, sending: Sending, world: World, caller: Caller): Promise<Answer> {
  const session = await arrive(world, caller);
  const { password } = sending;
  if (password !== undefined) {
    const { accountId } = world.cast[caller] ?? world.cast.me ?? { accountId: '' };
    return signIn(port, newAddress(), { accountId, password, session });
  }
  return ask(port, newAddress(), { ...sending, headers: { ...sending.headers, cookie: session?.cookie } });
}

async function sweepRow(port: number, row: (typeof handlerTable)[number], world: World, papers: Papers) {
  const sending = await sendingOf(row.name, world, papers);
  // Signing in with a right password of a disabled account counts against the address, so that each comes from its own.
  const wrong = await inTurn(
    callerNames,
    async (caller) => {
      const answer = await answerTo(port, sending, world, caller);
      const expected = row.cells[caller];
      return faultsOf(answer, shown(answer, sending), expected).map(
        (fault) => `${row.name} by ${caller}: should be ${expected}, ${fault}`,
      );
    },
    4,
  );
  return { cells: callerNames.length, wrong: wrong.flat() };
}

/** Every route for every caller, each in a session of his own. */
export async function sweepHandlers(port: number, world: World): Promise<Report> {
  const papers = await uploadPapers(port, world);
  const reports: Report[] = [];
  for (const row of handlerTable) reports.push(await sweepRow(port, row, world, papers));
  return joined(reports);
}

async function sweepOdd(port: number, odd: Odd, world: World): Promise<string[]> {
  const session = await arrive(world, odd.by);
  const { method = 'GET', path, headers, body, expected, origin = ownOrigin } = odd;
  const answer = await ask(port, newAddress(), {
    method,
    path,
    headers: { cookie: session?.cookie, origin: origin ?? undefined, ...headers },
    body,
  });
  return faultsOf(answer, String(answer.status), String(expected)).map(
    (fault) =>
      `${method} ${path.slice(0, 100)} ${String(body ?? '').slice(0, 40)}: should be ${expected}, ${fault}`,
  );
}

/** Malformed requests to the routes. */
export async function sweepOddRequests(port: number, world: World): Promise<Report> {
  const wrong = await inTurn(oddRequests, (odd) => sweepOdd(port, odd, world), 1);
  return { cells: oddRequests.length, wrong: wrong.flat() };
}

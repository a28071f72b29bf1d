import { ownOrigin, type Papers, type Sending, sendingOf, signIn, uploadPapers } from '../fixtures/handlers';
import { type Caller, callerNames } from '../matrix/callers';
import { handlerTable, type Odd, oddRequests } from '../matrix/handlers';
import { arrive, type Session, type World } from '../stage/cast';
import { type Answer, ask, inTurn, newAddress } from '../stage/client';
import { ledgerEnd, writtenSince } from '../stage/ledger';
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

async function answerTo(
  port: number,
  sending: Sending,
  world: World,
  caller: Caller,
  session: Session | null,
): Promise<Answer> {
  const { password } = sending;
  if (password !== undefined) {
    const { accountId } = world.cast[caller] ?? world.cast.me ?? { accountId: '' };
    return signIn(port, newAddress(), { accountId, password, session });
  }
  return ask(port, newAddress(), { ...sending, headers: { ...sending.headers, cookie: session?.cookie } });
}

type Row = (typeof handlerTable)[number];

/** Everybody in a session of his own, opened before anything is asked: opening one is written too. */
async function everybody(world: World): Promise<Map<Caller, Session | null>> {
  const sessions = new Map<Caller, Session | null>();
  for (const caller of callerNames) sessions.set(caller, await arrive(world, caller));
  return sessions;
}

/** First those who are refused, who leave nothing behind but the refusal's own record; then those who are answered. */
async function sweepRow(port: number, row: Row, world: World, papers: Papers) {
  const sending = await sendingOf(row.name, world, papers);
  const sessions = await everybody(world);
  const mark = await ledgerEnd();
  const refused = callerNames.filter((caller) => refusing.has(row.cells[caller]));
  const wrong = await sweepCallers(port, row, sending, world, refused, sessions);
  const { '1 insert audit_events': _refusals, ...other } = await writtenSince(mark);
  const written = Object.keys(other).map((what) => `${row.name}: refused calls wrote ${what}`);
  const answered = callerNames.filter((caller) => !refused.includes(caller));
  const more = await sweepCallers(port, row, sending, world, answered, sessions);
  return { cells: callerNames.length, wrong: [...wrong, ...written, ...more] };
}

async function sweepCallers(
  port: number,
  row: Row,
  sending: Sending,
  world: World,
  callers: readonly Caller[],
  sessions: ReadonlyMap<Caller, Session | null>,
): Promise<string[]> {
  // Signing in with a right password of a disabled account counts against the address, so that each comes from its own.
  const wrong = await inTurn(
    callers,
    async (caller) => {
      const answer = await answerTo(port, sending, world, caller, sessions.get(caller) ?? null);
      const expected = row.cells[caller];
      return faultsOf(answer, shown(answer, sending), expected).map(
        (fault) => `${row.name} by ${caller}: should be ${expected}, ${fault}`,
      );
    },
    4,
  );
  return wrong.flat();
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

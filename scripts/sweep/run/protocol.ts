import { actionOf, actionTable } from '../matrix/actions';
import { type Odd, oddCalls } from '../matrix/protocol';
import { call, outcomeOf } from '../stage/actions';
import { arrive, type World } from '../stage/cast';
import { ask, inTurn, newAddress, publicName } from '../stage/client';
import { ledgerEnd } from '../stage/ledger';
import { headersMissing, leaksIn } from '../stage/scan';
import { encodeArguments } from '../stage/spoil';
import { type Asked, joined, judgedRefusals, type Report } from '../stage/verdict';
import { actionNamed, inputFor } from './actions';

const present = (headers: Odd['headers']): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, value ?? undefined]));

/** Requests to an action that no page makes; of those that reach it, what it says, and of the others Next's own status. */
export async function sweepProtocol(port: number, world: World): Promise<Report> {
  const session = await arrive(world, 'o1');
  const valid = await inputFor(world, 'decideAction', 'o1', session);
  const { body: whole } = await encodeArguments([valid]);
  const action = actionNamed('decideAction');
  const mark = await ledgerEnd();
  const asked = await inTurn(oddCalls, async ({ what, expected, headers, body }): Promise<Asked> => {
    const address = newAddress();
    const answer = await call(port, {
      action,
      encoded: { body: body ?? whole, contentType: 'text/plain;charset=UTF-8' },
      cookie: session?.cookie,
      address,
      headers: present(headers),
    });
    const outcome = outcomeOf(answer);
    const letter = outcome.letter.replace(/^status /, '');
    return { cell: `decideAction ${what}`, expected, address, outcome: { ...outcome, letter } };
  });
  return judgedRefusals(asked, mark);
}

/** Every action without an Origin, which the wrapper refuses, and from another site, which Next does. */
export async function sweepOrigins(port: number, world: World): Promise<Report> {
  const session = await arrive(world, 'o1');
  const names = [...new Set(actionTable.map(({ name }) => actionOf(name)))];
  const cells = names.flatMap((name) => [
    { name, origin: undefined, expected: 'F' },
    { name, origin: 'https://evil.example', expected: '500' },
  ]);
  const mark = await ledgerEnd();
  const asked = await inTurn(cells, async ({ name, origin, expected }): Promise<Asked> => {
    const address = newAddress();
    const encoded = await encodeArguments([{}]);
    const given = { action: actionNamed(name), encoded, cookie: session?.cookie, address };
    const outcome = outcomeOf(await call(port, { ...given, headers: { origin } }));
    const letter = outcome.letter.replace(/^status /, '');
    const cell = `${name} from ${origin ?? 'nowhere'}`;
    return { cell, expected, address, outcome: { ...outcome, letter } };
  });
  return judgedRefusals(asked, mark);
}

const methods = ['PUT', 'PATCH', 'DELETE'] as const;

/** An action is called by POST only, and one sent to a page that has it not is not carried to another machine. */
export async function sweepWays(port: number, world: World): Promise<Report> {
  const session = await arrive(world, 'o1');
  const valid = await inputFor(world, 'decideAction', 'o1', session);
  const { body, contentType } = await encodeArguments([valid]);
  const action = actionNamed('decideAction');
  const headers = {
    cookie: session?.cookie,
    origin: `https://${publicName}`,
    'next-action': action.id,
    'content-type': contentType,
  };
  const mark = await ledgerEnd();
  const wrong = await inTurn([...methods, 'GET'], async (method) => {
    const answer = await ask(port, newAddress(), { path: '/membership', method, headers, body });
    const faults = [...leaksIn(answer), ...headersMissing(answer)];
    if (outcomeOf(answer).letter !== `status ${answer.status}`) faults.push('reached the action');
    return faults.map((fault) => `${method} with an action: ${fault}`);
  });
  const written = await judgedRefusals([], mark);
  return joined([{ cells: methods.length + 1, wrong: wrong.flat() }, written]);
}

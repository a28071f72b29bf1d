import { createRequire } from 'node:module';
import type { Spoiling } from '../matrix/malformed';

type Encode = (args: unknown) => Promise<string | FormData>;

/** React's own, as it runs in the browser: what arrives is what a form would send. */
const { encodeReply } = createRequire(import.meta.url)(
  'next/dist/compiled/react-server-dom-turbopack/client.node.js',
) as { encodeReply: Encode };

export interface Encoded {
  body: string | Buffer;
  contentType: string;
}

/** The body of a call with these arguments. */
export async function encodeArguments(args: readonly unknown[]): Promise<Encoded> {
  const encoded = await encodeReply(args);
  if (typeof encoded === 'string') return { body: encoded, contentType: 'text/plain;charset=UTF-8' };
  const multipart = new Response(encoded);
  return {
    body: Buffer.from(await multipart.arrayBuffer()),
    contentType: multipart.headers.get('content-type') ?? '',
  };
}

/** Planted where nothing may be taken over from: no table may hold it afterwards. */
export const planted = 'b1e55ed0-0000-4000-8000-00000000beef';

/** Arguments that JavaScript cannot write down as they are, ready made as a body. */
class Raw {
  readonly body: string;

  constructor(body: string) {
    this.body = body;
  }
}

const poison = `{"__proto__":{"id":"${planted}"},"constructor":{"prototype":{"id":"${planted}"}}}`;

function nested(depth: number): unknown {
  let inner: unknown = 'x';
  for (let i = 0; i < depth; i += 1) inner = [inner];
  return inner;
}

let texts = 0;

/** Chinese letters only, as a name may be, and another each time, as a name must be. */
function oddText(): string {
  texts += 1;
  return `不在其中${String.fromCharCode(0x4e00 + texts)}`;
}

const textOf = (valid: unknown): string => (typeof valid === 'string' ? valid : '');

const makers: Record<Spoiling, (valid: unknown) => unknown> = {
  gone: () => undefined,
  null: () => null,
  num: () => 7,
  neg: () => -1,
  huge: () => 1e308,
  nan: () => Number.NaN,
  text: oddText,
  empty: () => '',
  list: () => [],
  obj: () => ({}),
  deep: () => nested(64),
  long: () => '字'.repeat(100_000),
  nul: (valid) => `${textOf(valid)}\0`,
  surr: (valid) => `${textOf(valid)}\ud800`,
  proto: () => new Raw(poison),
  date: () => new Date(0),
  big: () => 10n ** 30n,
  map: () => new Map([['id', planted]]),
};

/** The arguments with the field at the path (`orders.0.id`) spoiled, or another value put there. */
export function replaced(valid: object, path: string, value: unknown): Record<string, unknown> {
  const copy = structuredClone(valid) as Record<string, unknown>;
  const names = path.split('.');
  const name = names.pop() ?? '';
  let holder: Record<string, unknown> = copy;
  for (const step of names) {
    // A list that may be left out, and is.
    holder[step] ??= [];
    holder = holder[step] as Record<string, unknown>;
  }
  if (value === undefined) delete holder[name];
  else holder[name] = value;
  return copy;
}

/** What stands at the path. */
function at(valid: object, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown>)?.[name], valid);
}

const hole = '"@@hole@@"';

/** The body of a call whose field at the path is spoiled. */
export async function spoiled(valid: object, path: string, how: Spoiling): Promise<Encoded> {
  const value = makers[how](at(valid, path));
  if (!(value instanceof Raw)) return encodeArguments([replaced(valid, path, value)]);
  const { body, contentType } = await encodeArguments([replaced(valid, path, JSON.parse(hole))]);
  return { body: String(body).replace(hole, value.body), contentType };
}

/** What a row of a table might be called, in columns that no form has. */
const columns = {
  id: planted,
  status: planted,
  role: planted,
  personId: planted,
  unitId: planted,
  groupId: planted,
  submittedBy: planted,
  decidedBy: planted,
  createdAt: planted,
  version: planted,
  actor: { personId: planted, grants: [{ role: 'system_admin' }] },
  mustChangePassword: planted,
  passwordHash: planted,
  demonstration: planted,
  isAdmin: planted,
};

const text = (body: string): Encoded => ({ body, contentType: 'text/plain;charset=UTF-8' });

/** The rows of the table of whole inputs. */
export const wholes: Readonly<Record<string, (valid: object) => Promise<Encoded>>> = {
  'no argument': () => encodeArguments([]),
  null: () => encodeArguments([null]),
  'a number': () => encodeArguments([7]),
  'a text': () => encodeArguments([oddText()]),
  'an empty list': () => encodeArguments([[]]),
  'an empty object': () => encodeArguments([{}]),
  'in a list': (valid) => encodeArguments([[valid]]),
  'with a second argument': (valid) => encodeArguments([valid, { actor: planted }]),
  'with columns of the row': (valid) => encodeArguments([{ ...columns, ...valid }]),
  'with a prototype': async (valid) => {
    const { body } = await encodeArguments([valid]);
    const inside = String(body).slice(2, -2);
    return text(`[{${[poison.slice(1, -1), inside].filter(Boolean).join()}}]`);
  },
  'with a NUL in a key': (valid) => encodeArguments([{ ...valid, 'a\0b': 'x' }]),
  'with a NUL in an extra field': (valid) => encodeArguments([{ ...valid, extra: ['a\0b'] }]),
  'with an endless extra field': (valid) => encodeArguments([{ ...valid, extra: nested(500) }]),
  'with values without measure': (valid) =>
    encodeArguments([{ ...valid, extra: Array.from({ length: 100_000 }, () => 7) }]),
  'empty, by a stranger': () => encodeArguments([{}]),
};

/**
 * What comes of requests to a server action that no page makes. `F` and `i` as in ./actions.ts; a number is a status that Next
 * answers by itself, before or without the action: 500 comes from nowhere but its decoder and its look at the Origin.
 */
export interface Odd {
  what: string;
  expected: string;
  method?: string;
  /** In place of the headers of a call; `null` leaves one out. */
  headers?: Readonly<Record<string, string | null>>;
  body?: string | Buffer;
}

const text = 'text/plain;charset=UTF-8';
const boundary = '----sweep';
const multipart = `multipart/form-data; boundary=${boundary}`;

/** A multipart body of these fields, as React sends what is not plain JSON. */
function parts(fields: Readonly<Record<string, string>>): Pick<Odd, 'headers' | 'body'> {
  const body = Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('');
  return { headers: { 'content-type': multipart }, body: `${body}--${boundary}--\r\n` };
}

const json = (body: string, expected: string, what = body.slice(0, 60)): Odd => ({
  what: `body ${what}`,
  expected,
  headers: { 'content-type': text },
  body,
});

/** Sent by the Office to 审核; every one of them with a session that may do it. */
export const oddCalls: readonly Odd[] = [
  { what: 'without an Origin', expected: 'F', headers: { origin: null } },
  { what: 'from another site', expected: '500', headers: { origin: 'https://evil.example' } },
  { what: 'from a look-alike', expected: '500', headers: { origin: 'https://qunxu.example.evil' } },
  { what: 'from an origin that hides', expected: '500', headers: { origin: 'null' } },
  { what: 'for an unknown action', expected: '409', headers: { 'next-action': '7f'.padEnd(42, '0') } },
  { what: 'for no action at all', expected: '404', headers: { 'next-action': null } },
  { what: 'for an action named __proto__', expected: '400', headers: { 'next-action': '__proto__' } },
  { what: 'as JSON', expected: 'i', headers: { 'content-type': 'application/json' }, body: '[{}]' },
  { what: 'as XML', expected: 'i', headers: { 'content-type': 'text/xml' }, body: '[{}]' },
  {
    what: 'as a form without parts',
    expected: '500',
    headers: { 'content-type': 'multipart/form-data' },
    body: 'x',
  },
  json(`["${'a'.repeat(1_500_000)}"]`, '500', 'of 1.5 MB'),
  json(`["${'a'.repeat(3_000_000)}"]`, '500', 'of 3 MB'),

  json('', '500', 'of nothing'),
  json('{', '500'),
  json('[', '500'),
  json('nothing', '500'),
  json('{}', 'i'),
  json('"x"', '500'),
  json('7', '500'),
  json('null', '500'),
  json(`${'['.repeat(50_000)}${']'.repeat(50_000)}`, '500', 'nested without end'),
  json('["$1"]', '500'),
  json('["$@1"]', 'i'),
  json('["$F1"]', '500'),
  json('["$B1"]', '500'),
  json('["$K1"]', 'i'),
  json('["$Q1"]', '500'),
  json('["$W1"]', '500'),
  json('["$i1"]', '500'),
  json('["$h1"]', '500'),
  json('["$T"]', 'i'),
  json('["$undefined"]', 'i'),
  json('["$D2026-13-45"]', 'i'),
  json(`["$n${'9'.repeat(100_000)}"]`, '500', 'a number of 100,000 digits'),
  json('["$Infinity"]', 'i'),
  json('[{"then":"$1:constructor:constructor"}]', '500'),
  json('[{"__proto__":{"polluted":true}}]', 'i'),
  {
    what: 'reaching for a constructor',
    expected: '500',
    ...parts({ 0: '["$1:constructor:constructor"]', 1: '{}' }),
  },
  {
    what: 'reaching for a prototype',
    expected: '500',
    ...parts({ 0: '["$1:__proto__:then"]', 1: '{"a":1}' }),
  },
  {
    what: 'with a promise of its own making',
    expected: '500',
    ...parts({
      0: '{"then":"$1:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B0\\"}","_response":{"_prefix":"throw 1;","_formData":{"get":"$1:constructor:constructor"}}}',
      1: '"$@0"',
    }),
  },
  { what: 'with a reference to itself', expected: '500', ...parts({ 0: '["$1"]', 1: '{"self":"$1"}' }) },
];

import { expect, it } from 'vitest';
import { checkClauses } from './clauses';
import { parseSources } from './source';

const clauses = [
  { id: '2.1.1', enabled: true },
  { id: '3.1.1', enabled: false },
];

const enforcing = { 'lib/groups/rules.ts': "export const a = { clause: '2.1.1' };\n" };

const messages = (path: string, text: string) =>
  checkClauses(parseSources({ ...enforcing, [path]: text }), clauses).map(({ message }) => message);

it.each([
  "export const a = { clause: '9.9' };",
  "refuse('rule', '不行', { clause: '9.9' });",
  "export const a = denied('不行', '9.9');",
  "export const a = { clause: late ? '2.1.1' : '9.9' };",
])('objects to a clause that does not exist: %s', (text) => {
  expect(messages('lib/groups/policy.ts', text)).toEqual(['the regulation has no clause 9.9']);
});

it('reads markup', () => {
  expect(messages('app/page.tsx', 'export const a = <Header clause="9.9" />;')).toHaveLength(1);
  expect(messages('app/page.tsx', "export const a = <Header clause={'2.1.1'} />;")).toEqual([]);
});

it('objects to enforcing what is shown as not enforced', () => {
  expect(messages('lib/notices/rules.ts', "export const a = { clause: '3.1.1' };")).toEqual([
    expect.stringContaining('shown as not enforced'),
  ]);
});

it('objects to a clause that is listed twice', () => {
  expect(checkClauses(parseSources(enforcing), [...clauses, ...clauses])).toHaveLength(2);
});

it('objects to showing as enforced what no code names', () => {
  expect(checkClauses([], clauses)).toEqual([
    expect.objectContaining({ message: expect.stringContaining('no code names it') }),
  ]);
});

it('lets known clauses and computed ones pass', () => {
  const text = "export const a = [{ clause: '2.1.1' }, { clause }, { clause: verb.clause }];";
  expect(messages('lib/groups/states.ts', text)).toEqual([]);
});

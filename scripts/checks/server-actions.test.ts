import { expect, it } from 'vitest';
import { checkServerActions } from './server-actions';
import { parseSources } from './source';

const wrapper = { 'lib/request/action.ts': 'export const action = () => null;\n' };
const imports = "import { action } from '@/lib/request/action';\nimport { add } from './commands';\n";

const messages = (path: string, text: string) =>
  checkServerActions(parseSources({ ...wrapper, [path]: text })).map(({ message }) => message);

it('takes a file of wrapped actions', () => {
  const text = `'use server';\n${imports}export const addMember = action(schema, add);\n`;
  expect(messages('lib/groups/actions.ts', text)).toEqual([]);
});

it.each([
  ['a bare function', 'export async function addMember() {}'],
  ['an unwrapped constant', 'export const addMember = async () => 1;'],
  ['a command let through', "export { add } from './commands';"],
  ['everything of a file', "export * from './commands';"],
  ['a default', 'export default action(schema, add);'],
  ['a variable', 'export let addMember = action(schema, add);'],
  ['somebody else’s wrapper', 'export const addMember = wrap(schema, add);'],
])('objects to %s', (_, statement) => {
  expect(messages('lib/groups/actions.ts', `'use server';\n${imports}${statement}\n`)).toEqual([
    expect.stringContaining('exports nothing but'),
  ]);
});

it('objects to a wrapper of the same name from elsewhere', () => {
  const text =
    "'use server';\nimport { action } from './mine';\nexport const addMember = action(schema, add);\n";
  expect(messages('lib/groups/actions.ts', text)).toHaveLength(1);
});

it('objects to an actions file without the directive', () => {
  expect(
    messages('lib/groups/actions.ts', `${imports}export const addMember = action(schema, add);\n`),
  ).toEqual([expect.stringContaining('begins with')]);
});

it.each([
  ['at the top of a page', 'app/page.tsx', "'use server';\nexport async function save() {}\n"],
  [
    'inside a component',
    'components/ui/form.tsx',
    "export function F() { async function s() { 'use server'; } return s; }",
  ],
  ['in a command', 'lib/groups/commands.ts', "'use server';\nexport async function add() {}\n"],
])('objects to the directive %s', (_, path, text) => {
  expect(messages(path, text)).toEqual([expect.stringContaining('stands only in')]);
});

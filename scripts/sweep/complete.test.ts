import { describe, expect, test } from 'vitest';
import { permissions } from '@/lib/access/permissions';
import { type Role, roles } from '@/lib/access/roles';
import { readSources } from '../checks/source';
import { fieldPaths, schemaOf, sourceActions, sourceHandlers, sourcePages } from './enumerate';
import { actionOf, actionTable } from './matrix/actions';
import { callerKind, callerNames, isPresent } from './matrix/callers';
import { inputs } from './matrix/fields';
import { handlerOf, handlerTable } from './matrix/handlers';
import { pageOf, pageTable, readers } from './matrix/pages';

const sources = readSources(process.cwd());
const actions = sourceActions(sources);
const distinct = (all: readonly string[]) => [...new Set(all)].sort();

describe('the matrix names everything there is, and nothing that is gone', () => {
  test('actions', () => {
    const names = actions.map(({ name }) => name);
    expect(distinct(names)).toHaveLength(names.length);
    expect(distinct(actionTable.map(({ name }) => actionOf(name)))).toEqual(distinct(names));
    expect(Object.keys(inputs).sort()).toEqual(distinct(names));
  });

  test.each(actions)('the fields of $name', async (action) => {
    expect(Object.keys(inputs[action.name]?.fields ?? {}).sort()).toEqual(
      fieldPaths(await schemaOf(action)).sort(),
    );
  });

  test('pages', () => {
    const listed = pageTable.map(({ name }) => pageOf(name)).filter((page) => page !== '/nowhere');
    expect(distinct(listed)).toEqual(distinct(sourcePages(sources)));
  });

  test('routes and their methods', () => {
    expect(distinct(handlerTable.map(({ name }) => handlerOf(name)))).toEqual(
      distinct(sourceHandlers(sources)),
    );
  });

  test('roles, and duties that can be handed over', () => {
    const held = distinct(callerNames.flatMap((caller) => callerKind(caller).role ?? []));
    expect(held).toEqual(Object.keys(roles).sort());
    const delegable = Object.values(permissions).flatMap((permission) =>
      'delegable' in permission ? (Object.keys(permission.grants) as Role[]) : [],
    );
    const delegates = callerNames.flatMap((caller) => callerKind(caller).delegate ?? []);
    for (const role of delegates) expect(delegable).toContain(role);
    expect(distinct(delegates)).toEqual(['leader', 'unit_head']);
  });
});

describe('every row means something', () => {
  test('each action, page and route is done, shown or answered for somebody', () => {
    const without = (
      rows: readonly { name: string; cells: Record<string, string> }[],
      of: (row: string) => string,
      good: RegExp,
    ) =>
      distinct(rows.map(({ name }) => of(name))).filter(
        (one) =>
          !rows.some(({ name, cells }) => of(name) === one && Object.values(cells).some((c) => good.test(c))),
      );
    expect(without(actionTable, actionOf, /^D$/)).toEqual([]);
    // There is a street as long as the sweep looks at pages.
    expect(without(pageTable, pageOf, /^P$/)).toEqual(['/nowhere', '/setup']);
    expect(without(handlerTable, handlerOf, /^(2|3)\d\d$/)).toEqual([]);
    expect(Object.keys(readers)).toContain('/membership/[id]');
  });

  test('no cell is a letter that nobody knows', () => {
    const odd = (rows: readonly { name: string; cells: Record<string, string> }[], known: RegExp) =>
      rows.flatMap(({ name, cells }) =>
        Object.values(cells)
          .filter((c) => !known.test(c))
          .map((c) => `${name}: ${c}`),
      );
    expect(odd(actionTable, /^[DSFNCRIiL-]$/)).toEqual([]);
    expect(odd(pageTable, /^[PNLWH2E]$/)).toEqual([]);
    expect(odd(handlerTable, /^(0|\d{3})$/)).toEqual([]);
  });

  test('who has no session that counts is refused by every action but two', () => {
    const absent = callerNames.filter((caller) => !isPresent(caller) && !['co', 'mu'].includes(caller));
    const open = actionTable.filter(({ cells }) => absent.some((caller) => !'S-'.includes(cells[caller])));
    expect(distinct(open.map(({ name }) => actionOf(name)))).toEqual(['enterCode', 'setUp']);
  });
});

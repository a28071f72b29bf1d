import { expect, it } from 'vitest';
import { chainProblems, journalProblems, schemaProblems } from './migrations';

const origin = '00000000-0000-0000-0000-000000000000';
const column = (type: string) => ({ name: 'id', type, notNull: true });
const snapshot = (type: string) => ({ tables: { 'public.groups': { columns: { id: column(type) } } } });

it('takes a snapshot that equals the schema in another order', () => {
  const reordered = {
    tables: { 'public.groups': { columns: { id: { notNull: true, type: 'uuid', name: 'id' } } } },
  };
  expect(schemaProblems(snapshot('uuid'), reordered)).toEqual([]);
});

it.each([
  ['changed', snapshot('uuid'), snapshot('text')],
  ['added', {}, snapshot('uuid')],
  ['dropped', snapshot('uuid'), { tables: {} }],
])('objects to a table that was %s without a migration', (_, committed, declared) => {
  expect(schemaProblems(committed, declared)).toEqual([
    expect.objectContaining({ message: expect.stringContaining('public.groups differs') }),
  ]);
});

it('takes a journal that names every file in order', () => {
  expect(journalProblems({ entries: [{ idx: 0, tag: '0000_house' }] }, ['0000_house.sql'])).toEqual([]);
});

it.each([
  [
    'an extra file',
    [{ idx: 0, tag: '0000_house' }],
    ['0000_house.sql', '0001_loose.sql'],
    'not in the journal',
  ],
  ['a lost file', [{ idx: 0, tag: '0000_house' }], [], 'is missing'],
  ['a gap', [{ idx: 1, tag: '0001_house' }], ['0001_house.sql'], 'does not count'],
])('objects to %s', (_, entries, files, reason) => {
  expect(journalProblems({ entries }, files)).toEqual([
    expect.objectContaining({ message: expect.stringContaining(reason) }),
  ]);
});

it('objects to two migrations with one parent', () => {
  const good = [
    { id: 'a', prevId: origin },
    { id: 'b', prevId: 'a' },
  ];
  expect(chainProblems(good)).toEqual([]);
  expect(chainProblems([...good, { id: 'c', prevId: 'a' }])).toHaveLength(1);
});

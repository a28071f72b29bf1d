import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readRosterLines } from '@/lib/groups/roster/rules/lines';
import { rosterColumns } from '@/lib/groups/roster/rules/sheet';
import { readSheet } from '@/lib/sheets/read';
import { seedPeople, seedUnits } from './data';
import { inventName, stream } from './invent';

const file = 'docs/try/花名册 和平社区工作群';

/** Everybody of a unit, as founding.ts makes them. */
function peopleOf(unit: string): string[] {
  const random = stream(2026);
  const taken = new Set(seedPeople.map(({ name }) => name));
  const invented = seedUnits.flatMap(({ name, people }) =>
    Array.from({ length: people }, () => ({ unit: name, name: inventName(random, taken) })),
  );
  return [...seedPeople, ...invented].filter((person) => person.unit === unit).map(({ name }) => name);
}

it('has the list to try as text and as a sheet, of people of the demonstration street', async () => {
  const { nicknames, skipped } = readRosterLines(await readFile(`${file}.txt`, 'utf8'));
  const sheet = await readSheet(`${file}.xlsx`, { name: '花名册', columns: rosterColumns });
  expect(sheet.rows.map(({ cells }) => cells.nickname?.text)).toEqual(nicknames);
  expect(skipped).toEqual(['群成员(15)', '群主', '管理员']);
  const heping = peopleOf('和平社区').map((name) => `和平${name}`);
  const conforming = nicknames.filter((nickname) => heping.includes(nickname));
  expect(conforming.length).toBeGreaterThanOrEqual(7);
  expect(peopleOf('新华社区')).toContain('姚桂芳');
  // One who goes by the unit's whole name, one written with another character: they are on file under their own.
  expect(heping).toEqual(expect.arrayContaining(['和平毛学静', '和平金雨林', '和平孙艳', '和平莫德峰']));
});

import { beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { createPerson } from './commands/person';
import { createPersonInput } from './input';
import { peopleList } from './list';
import { colleagueChoices } from './queries/choices';
import { listPeople } from './queries/list';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const form = (more: Record<string, unknown> = {}) =>
  createPersonInput.parse({
    submissionId: newId(),
    name: '单小英',
    unitId: s.units.heping.id,
    duty: '网格员',
    affiliated: false,
    phone: '138 0000 5678',
    ...more,
  });

async function added(more: Record<string, unknown> = {}): Promise<string> {
  const made = await createPerson(s.office, form(more));
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value.id;
}

const names = async (actor: Actor, params: Record<string, string> = {}) =>
  (await listPeople(actor, parseList(peopleList, params))).rows.map((person) => person.name);

describe('listPeople', () => {
  it('finds by name, pinyin, initials and whole phone', async () => {
    await added();
    for (const q of ['小英', 'shanxiao', 'sxy', 'SXY', '13800005678', '+86 138-0000-5678'])
      expect(await names(s.office, { q })).toEqual(['单小英']);
    for (const q of ['1380000567', 'dxy', '%', "' or 1=1"]) expect(await names(s.office, { q })).toEqual([]);
  });

  it('filters by unit, role, account, kind', async () => {
    await added({ affiliated: true, name: '王经理' });
    expect(await names(s.office, { role: 'unit_head' })).toHaveLength(2);
    expect(await names(s.office, { role: 'group_admin', unit: s.units.heping.id })).toEqual(['张三']);
    expect(await names(s.office, { kind: 'affiliated' })).toEqual(['王经理']);
    expect(await names(s.office, { account: 'none' })).toHaveLength(12);
    expect(await names(s.office, { account: 'active' })).toEqual([]);
  });

  it('shows roles with what they are over, and masked phones only', async () => {
    await added();
    const page = await listPeople(s.office, parseList(peopleList, { q: '李娟' }));
    expect(page.rows[0]?.roles).toEqual([{ label: '部门/社区负责人', scope: '和平' }]);
    const all = await listPeople(s.office, parseList(peopleList, {}));
    const cells = all.rows.flatMap((row) => peopleList.columns.map((column) => String(column.value(row))));
    expect(cells).toContain('138****5678');
    expect(cells.join()).not.toMatch(/1[3-9]\d{9}/);
  });

  it('pages', async () => {
    const page = await listPeople(s.office, { ...parseList(peopleList, { sort: 'name' }), size: 5, page: 3 });
    expect(page).toMatchObject({ total: 11, totalIsExact: true, page: 3, size: 5 });
    expect(page.rows).toHaveLength(1);
  });
});

describe('colleagueChoices', () => {
  it('offers colleagues to whoever may hand over a duty, without himself, outsiders and phones', async () => {
    await added();
    await added({ affiliated: true, name: '单外人', phone: '' });
    expect(await colleagueChoices(s.headXinhua, 'sx')).toEqual([
      expect.objectContaining({ label: '单小英', hint: '和平社区 网格员' }),
    ]);
    expect(await colleagueChoices(s.headXinhua, '孙强')).toEqual([]);
    expect(await colleagueChoices(s.headXinhua, '13800005678')).toEqual([]);
    expect(await colleagueChoices(s.member, '李娟')).toEqual([]);
  });
});

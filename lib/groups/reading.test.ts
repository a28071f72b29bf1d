import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { archiveGroup } from './commands/archive';
import { groupList, memberList } from './list';
import { groupDetail, groupHistory } from './queries/detail';
import { listGroups, ownerUnitChoices } from './queries/list';
import { listMembers, memberUnitChoices } from './queries/members';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
  const person = await makePerson('周洁', street.units.xinhua);
  await db()
    .update(people)
    .set({ phoneCipher: 'c', phoneHash: 'h', phoneMasked: '135****4420' })
    .where(eq(people.id, person.id));
  await db().insert(memberships).values({
    id: newId(),
    groupId: street.groups.heping.id,
    personId: person.id,
    unitId: street.units.xinhua.id,
    nickname: '新华周洁',
    nicknameState: 'to_set',
    origin: 'baseline',
    since: now(),
  });
});

const everything = (params: Record<string, string> = {}) => parseList(groupList, { ...params });
const members = (params: Record<string, string> = {}) => parseList(memberList, { ...params });

describe('which groups an actor may know of', () => {
  it.each([
    ['office', ['和平社区工作群', '街道工作总群']],
    ['headXinhua', ['和平社区工作群', '街道工作总群']],
    ['leader', ['和平社区工作群', '街道工作总群']],
    ['supervisor', ['和平社区工作群', '街道工作总群']],
    ['groupAdmin', ['和平社区工作群']],
    ['member', ['和平社区工作群']],
    ['representative', []],
    ['sysadmin', []],
    ['auditor', []],
  ] as const)('%s', async (kind, names) => {
    const actor = street[kind];
    const page = await listGroups(actor, everything());
    expect(page.rows.map((row) => row.name).sort()).toEqual([...names].sort());
    expect(page.total).toBe(names.length);
    for (const group of Object.values(street.groups)) {
      const known = names.some((name) => name === group.name);
      expect((await groupDetail(actor, group.id))?.name ?? null).toBe(known ? group.name : null);
    }
  });

  it('says for each how the actor stands in it', async () => {
    const role = async (kind: 'groupAdmin' | 'member' | 'office') =>
      (await listGroups(street[kind], everything({ q: '和平' }))).rows[0]?.myRole;
    expect([await role('groupAdmin'), await role('member'), await role('office')]).toEqual([
      'admin',
      'member',
      null,
    ]);
  });

  it('offers only units whose groups he knows', async () => {
    expect((await ownerUnitChoices(street.member)).map((unit) => unit.label)).toEqual(['和平社区']);
    expect(await ownerUnitChoices(street.auditor)).toEqual([]);
  });
});

describe('the list of groups', () => {
  const found = async (params: Record<string, string>) =>
    (await listGroups(street.office, everything(params))).rows.map((row) => row.name);

  beforeEach(async () => {
    await db()
      .update(groups)
      .set({ pinyin: 'hepingshequgongzuoqun', initials: 'hpsqgzq' })
      .where(eq(groups.id, street.groups.heping.id));
  });

  it.each(['和平', 'hpsq', 'heping she', 'HPSQ', 'gzq'])('is searched by %s', async (q) => {
    expect(await found({ q })).toEqual(['和平社区工作群']);
  });

  it('takes signs of LIKE as they are', async () => {
    expect(await found({ q: '%' })).toEqual([]);
    expect(await found({ q: '_' })).toEqual([]);
  });

  it('is filtered by platform, unit and state', async () => {
    expect(await found({ platform: 'portal' })).toEqual(['街道工作总群']);
    expect(await found({ unit: street.units.heping.id })).toEqual(['和平社区工作群']);
    await archiveGroup(street.office, { id: street.groups.portal.id, reason: '停用' });
    expect(await found({})).toEqual(['和平社区工作群']);
    expect(await found({ state: 'archived' })).toEqual(['街道工作总群']);
    expect(await found({ state: 'active,archived' })).toHaveLength(2);
  });

  it('is filtered by how the actor stands in it', async () => {
    const mine = async (kind: 'groupAdmin' | 'member', value: string) =>
      (await listGroups(street[kind], everything({ mine: value }))).total;
    expect(await mine('groupAdmin', 'admin')).toBe(1);
    expect(await mine('groupAdmin', 'member')).toBe(0);
    expect(await mine('member', 'member')).toBe(1);
    expect(await mine('member', 'nickname')).toBe(0);
  });

  it('counts members and names administrators in force', async () => {
    const [row] = (await listGroups(street.office, everything({ q: '和平' }))).rows;
    expect(row).toMatchObject({ members: 2, administrators: ['张三'] });
  });
});

describe('which members an actor may see', () => {
  it.each([
    ['office', ['刘洋', '周洁'], 'all'],
    ['supervisor', ['刘洋', '周洁'], 'all'],
    ['groupAdmin', ['刘洋', '周洁'], 'all'],
    ['member', ['刘洋', '周洁'], 'all'],
    ['headHeping', ['刘洋'], 'units'],
    ['headXinhua', ['周洁'], 'units'],
    ['leader', ['刘洋'], 'units'],
  ] as const)('%s', async (kind, names, reach) => {
    const { id } = street.groups.heping;
    const page = await listMembers(street[kind], id, members());
    expect(page.rows.map((row) => row.name).sort()).toEqual([...names].sort());
    const detail = await groupDetail(street[kind], id);
    expect(detail?.members).toBe(2);
    expect(detail?.may.members).toBe(reach);
    expect((await memberUnitChoices(street[kind], id)).length).toBe(names.length);
  });

  it.each(['representative', 'sysadmin', 'auditor'] as const)('%s: none', async (kind) => {
    expect((await listMembers(street[kind], street.groups.heping.id, members())).rows).toEqual([]);
  });

  it('is searched by name, nickname, pinyin and initials, and filtered', async () => {
    const found = async (params: Record<string, string>) =>
      (await listMembers(street.office, street.groups.heping.id, members(params))).rows.map(
        (row) => row.name,
      );
    expect(await found({ q: 'zj' })).toEqual(['周洁']);
    expect(await found({ q: 'Zhou j' })).toEqual(['周洁']);
    expect(await found({ q: '新华周' })).toEqual(['周洁']);
    expect(await found({ nickname: 'to_set' })).toEqual(['周洁']);
    expect(await found({ unit: street.units.heping.id })).toEqual(['刘洋']);
  });

  it('shows masked phones only to those who may look people up', async () => {
    const phone = async (kind: 'office' | 'headXinhua' | 'member' | 'groupAdmin' | 'supervisor') =>
      (await listMembers(street[kind], street.groups.heping.id, members({ q: '周洁' }))).rows[0]?.phone;
    expect(await phone('office')).toBe('135****4420');
    expect(await phone('headXinhua')).toBe('135****4420');
    expect([await phone('member'), await phone('groupAdmin'), await phone('supervisor')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("a group's history", () => {
  it('tells what happened to the group, to those who know it, and nothing refused', async () => {
    const { id } = street.groups.heping;
    await archiveGroup(street.member, { id, reason: '不该成功' });
    await archiveGroup(street.office, { id, reason: '合并' });
    expect(await groupHistory(street.member, id)).toMatchObject([
      { label: '归档', by: '周敏', reason: '合并' },
    ]);
    expect(await groupHistory(street.sysadmin, id)).toEqual([]);
  });
});

describe('what an actor may do with a group', () => {
  it.each([
    ['office', { submit: true, orders: true, manage: true }],
    ['headXinhua', { submit: true, orders: false, manage: false }],
    ['groupAdmin', { submit: false, orders: true, manage: false }],
    ['member', { submit: false, orders: false, manage: false }],
    ['supervisor', { submit: false, orders: false, manage: false }],
  ] as const)('%s', async (kind, may) => {
    expect((await groupDetail(street[kind], street.groups.heping.id))?.may).toMatchObject(may);
  });

  it('does not offer requests for an archived group', async () => {
    const { id } = street.groups.heping;
    await archiveGroup(street.office, { id, reason: '停用' });
    expect((await groupDetail(street.office, id))?.may.submit).toBe(false);
  });
});

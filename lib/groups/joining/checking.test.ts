import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { people, secondaryPostings } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, joinOf } from '@/db/testing/joining';
import { givePhone, pickedRow, typedRow } from '@/db/testing/joins';
import { statementsOf } from '@/db/testing/statements';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { checkRows } from './queries/check';
import { readPasted } from './queries/read';
import { groupsAsked, type RowCheck, rowsOf, rowsText, tally, withRepeats } from './rules/rows';

const phone = '13800000001';
let s: TestStreet;
let wang: { id: string; name: string };
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  wang = await makePerson('王五', s.units.heping);
});

async function one(row: ReturnType<typeof typedRow>, actor = s.headHeping): Promise<RowCheck> {
  const [check] = await checkRows(actor, { rows: [row], groupIds: [s.groups.heping.id, s.groups.portal.id] });
  if (!check) throw new Error('nothing was checked');
  return check;
}

const said = ({ problems }: RowCheck) => problems.map(({ field, message }) => `${field} ${message}`);

describe('a row of the form', () => {
  it('of somebody picked is he, for his home, with his nickname', async () => {
    expect(await one(pickedRow(wang))).toMatchObject({
      state: 'known',
      person: { name: '王五', unitName: '和平社区' },
      unit: { name: '和平社区' },
      nickname: '和平王五',
      notes: [],
    });
  });

  it('of somebody nobody knows is somebody to be added, in the head’s unit', async () => {
    expect(await one(typedRow('钱多', phone, { duty: '网格员' }))).toMatchObject({
      state: 'new',
      person: null,
      unit: { name: '和平社区' },
      nickname: '和平钱多',
    });
  });

  it('finds somebody on file by phone and name, or by name alone in the unit', async () => {
    await givePhone(wang.id, phone);
    expect(await one(typedRow('王 五', '138 0000 0001'))).toMatchObject({
      state: 'known',
      person: { id: wang.id },
    });
    expect(await one(typedRow('王五'))).toMatchObject({ state: 'known', person: { id: wang.id } });
  });

  it('asks when somebody of the same name has another phone, or several bear it', async () => {
    await givePhone(wang.id, '13900000009');
    expect(await one(typedRow('王五', phone))).toMatchObject({
      state: 'unsure',
      mayBeNew: true,
      candidates: [{ id: wang.id }],
    });
    expect(await one(typedRow('王五', phone, { distinct: true }))).toMatchObject({ state: 'new' });
    await makePerson('王五', s.units.heping);
    expect(await one(typedRow('王五'))).toMatchObject({ state: 'unsure', mayBeNew: false });
  });

  it('says whose the phone is when the name differs, and offers him', async () => {
    await givePhone(wang.id, phone);
    const check = await one(typedRow('王武', phone));
    expect(check).toMatchObject({ state: 'wrong', candidates: [{ id: wang.id }] });
    expect(said(check)).toEqual(['phone 该手机号已登记给和平社区王五，请核对']);
  });

  it('tells a head nothing of people who are not his', async () => {
    const sun = await makePerson('孙丽', s.units.xinhua);
    await givePhone(sun.id, phone);
    expect(said(await one(typedRow('孙丽', phone)))).toEqual([
      'person 此人登记在其他单位，请由其所在单位申请',
    ]);
    expect(said(await one(typedRow('孙莉', phone)))).toEqual([
      'phone 该手机号已登记给其他单位的人员，请核对',
    ]);
    expect(said(await one(pickedRow(sun)))).toEqual([
      'person 没有找到此人，可能已离任，或不在您可以申请的单位',
    ]);
    expect(await one(typedRow('孙丽', '13700000001'))).toMatchObject({ state: 'new', candidates: [] });
    expect(await one(typedRow('孙丽', phone), s.office)).toMatchObject({
      state: 'known',
      person: { id: sun.id },
    });
  });

  it.each([
    [
      'a phone with a digit too few',
      typedRow('钱多', '1380000001'),
      'phone 请填写 11 位手机号，如 13800005678',
    ],
    ['a phone with stars', typedRow('钱多', '138****0001'), 'phone 手机号中间几位被隐去，请填写完整号码'],
    ['nobody with a phone', typedRow('钱多'), 'phone 尚未登记的人员请填写手机号；只有外部人员可以不填'],
    [
      'a unit there is not',
      typedRow('钱多', phone, { unit: '和平小区' }),
      'unit 没有「和平小区」这个单位，是否为「和平社区」',
    ],
    ['another unit', typedRow('钱多', phone, { unit: '新华' }), 'unit 只能为本单位人员提交申请'],
    [
      'a line that could not be read',
      typedRow('', '', { fault: '一行有多个号码，请每人一行' }),
      'person 一行有多个号码，请每人一行',
    ],
  ])('is wrong with %s', async (_, row, problem) => {
    const check = await one(row);
    expect(check.state).toBe('wrong');
    expect(said(check)).toContain(problem);
  });

  it('needs a unit when the Office adds somebody, and takes an outsider without a phone', async () => {
    expect(said(await one(typedRow('钱多', phone), s.office))).toEqual(['unit 新增人员请填写单位']);
    const row = typedRow('钱多', '', { unit: '新华社区', affiliated: true });
    expect(await one(row, s.office)).toMatchObject({ state: 'new', nickname: '新华钱多' });
  });

  it('is for the unit named, by a posting, and wrong for one where he has no place', async () => {
    expect(said(await one(pickedRow(wang, { unit: '新华' }), s.office))).toEqual([
      'unit 王五登记在和平社区，不在新华社区任职',
    ]);
    await db()
      .insert(secondaryPostings)
      .values({ id: newId(), personId: wang.id, unitId: s.units.xinhua.id, startsOn: '2020-01-01' });
    expect(await one(pickedRow(wang, { unit: '新华' }), s.office)).toMatchObject({ nickname: '新华王五' });
    expect(await one(pickedRow(wang), s.headXinhua)).toMatchObject({ nickname: '新华王五' });
  });

  it('asks about somebody who has left and had the same phone', async () => {
    await givePhone(wang.id, phone);
    await db().update(people).set({ departedAt: now() }).where(eq(people.id, wang.id));
    expect(await one(typedRow('王五', phone))).toMatchObject({
      state: 'unsure',
      mayBeNew: true,
      candidates: [],
    });
    expect(await one(typedRow('王五', phone, { distinct: true }))).toMatchObject({ state: 'new' });
    expect(await one(typedRow('赵六', phone))).toMatchObject({ state: 'new' });
  });
});

describe('a row and a group', () => {
  it('says who is in it, who has asked, and who was taken out of it before', async () => {
    const liu = pickedRow({ id: s.member.personId ?? '', name: '刘洋' });
    expect((await one(liu)).notes).toEqual([
      { groupId: s.groups.heping.id, is: 'member', message: '已在群中' },
    ]);
    const { number } = done(await submitJoin(s.headHeping, joinOf(s, wang.id)));
    expect((await one(pickedRow(wang))).notes).toEqual([
      expect.objectContaining({
        is: 'open',
        message: expect.stringContaining(number),
        requestId: expect.any(String),
      }),
    ]);
    await db()
      .update(memberships)
      .set({ until: now(), endReason: '岗位调整' })
      .where(eq(memberships.personId, s.member.personId ?? ''));
    const again = await one(liu);
    expect(again.notes).toEqual([
      expect.objectContaining({ is: 'free', message: expect.stringContaining('岗位调整') }),
    ]);
    expect(groupsAsked(again, [s.groups.heping.id, s.groups.portal.id])).toHaveLength(2);
  });

  it('is asked in as many statements for many as for one', async () => {
    const rows = Array.from({ length: 40 }, (_, n) =>
      typedRow(`钱${'一二三四'[n % 4]}`, `1390000${1000 + n}`),
    );
    const groupIds = [s.groups.heping.id, s.groups.portal.id];
    // Settings are read once and then known.
    await checkRows(s.headHeping, { rows, groupIds });
    const few = await statementsOf(() => checkRows(s.headHeping, { rows: [pickedRow(wang)], groupIds }));
    const many = await statementsOf(() =>
      checkRows(s.headHeping, { rows: [...rows, pickedRow(wang)], groupIds }),
    );
    expect(many.length).toBe(few.length);
    expect(many.length).toBeLessThanOrEqual(6);
  });

  it.each([
    ['a member', () => s.member],
    ['a group administrator', () => s.groupAdmin],
    ['a leader', () => s.leader],
    ['the auditor', () => s.auditor],
  ])('tells %s nothing', async (_, actor) => {
    expect(await checkRows(actor(), { rows: [pickedRow(wang)], groupIds: [] })).toEqual([]);
  });
});

it('reads pasted lines with the units it knows, and asks about a word that can only be one', async () => {
  const text = '钱多 13800000001 网格员 和平\n孙少 13800000002 社工 和平小区\n13800000003 志愿者';
  const rows = await readPasted(s.headHeping, text);
  expect(rows.map(({ name, phone: digits, duty, unit }) => [name, digits, duty, unit])).toEqual([
    ['钱多', '13800000001', '网格员', '和平'],
    ['孙少', '13800000002', '社工', '和平小区'],
    ['', '13800000003', '志愿者', ''],
  ]);
  expect(rows[2]).toMatchObject({ fault: expect.stringContaining('看不出姓名'), said: '13800000003 志愿者' });
  expect(await readPasted(s.member, text)).toEqual([]);
});

it('sends rows as one text and reads them back as they were, but for tabs and ends of lines', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).map((t) => t.replace(/[\t\n\r]+/g, ' '));
  const row = fc.record({
    key: text.filter(Boolean),
    name: text,
    phone: text,
    duty: text,
    unit: text,
    said: text,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(row, fc.boolean(), fc.boolean())), (rows) => {
      const given = rows.map(([one, affiliated, distinct]) => ({
        ...typedRow(''),
        ...one,
        affiliated,
        distinct,
      }));
      expect(rowsOf(rowsText(given))).toEqual(given);
    }),
  );
});

describe('rows among each other', () => {
  const checkWith = (state: RowCheck['state'], marks: string[]): RowCheck => ({
    state,
    problems: [],
    person: null,
    candidates: [],
    mayBeNew: false,
    unit: null,
    nickname: '',
    notes: [],
    otherPhone: false,
    marks,
  });

  it('lets the first of the same go and names it to the later ones', () => {
    const found = withRepeats([
      checkWith('wrong', []),
      checkWith('new', ['phone 1']),
      checkWith('known', ['person 1']),
      checkWith('new', ['phone 1']),
    ]);
    expect(found.map((check) => check?.state)).toEqual(['wrong', 'new', 'known', 'wrong']);
    expect(found[3]?.problems[0]?.message).toBe('与第 2 行重复');
  });

  it('never sends one mark twice, loses no row, and counts every row and pair once', () => {
    const state = fc.constantFrom('known', 'new', 'unsure', 'wrong') as fc.Arbitrary<RowCheck['state']>;
    const row = fc.record({
      state,
      mark: fc.integer({ min: 0, max: 9 }),
      taken: fc.subarray(['a', 'b', 'c']),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const checks = rows.map(({ state: is, mark, taken }) => ({
          ...checkWith(is, [`mark ${mark}`]),
          notes: taken.map((groupId) => ({ groupId, is: 'member' as const, message: '' })),
        }));
        const found = withRepeats(checks);
        const good = found.flatMap((check) =>
          check && groupsAsked(check, ['a', 'b', 'c', 'd']).length ? check.marks : [],
        );
        expect(new Set(good).size).toBe(good.length);
        expect(found).toHaveLength(rows.length);
        const sum = tally(found, ['a', 'b', 'c', 'd']);
        const sendable = found.filter((check) => check?.state === 'known' || check?.state === 'new').length;
        expect(sum.wrong + sum.unsure + sendable).toBe(rows.length);
        expect(sum.pairs + sum.idle).toBe(sendable * 4);
      }),
    );
  });
});

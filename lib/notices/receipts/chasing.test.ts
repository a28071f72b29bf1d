import { inArray } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { db } from '@/db/client';
import { accounts, people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { noticeReceipts } from '@/db/schema/receipts';
import { openAccount } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { chaseReceipts } from './commands/chase';
import { receiptList } from './list';
import { receiptFigures } from './queries/figures';
import { followedNotice, listReceipts } from './queries/list';
import { chasedText, standingText } from './rules';

const monday = new Date('2026-11-16T10:00:00+08:00');

let s: TestStreet;
let id: string;
let heping: string[];
let xinhua: string[];

/** Two of 和平 and two of 新华, of whom an acknowledgement is wanted. */
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
  const given = { author: s.headHeping, groups: [s.groups.portal], status: 'published' as const };
  const { notice } = await insertNotice({ ...given, receiptWanted: 'acknowledge', createdAt: monday });
  id = notice.id;
  const asked = async (names: readonly string[], unit: TestStreet['units']['heping']) => {
    const found = await Promise.all(names.map((name) => makePerson(name, unit)));
    await Promise.all(found.map((person) => openAccount({ personId: person.id })));
    const joined = {
      groupId: s.groups.portal.id,
      unitId: unit.id,
      origin: 'baseline' as const,
      since: monday,
    };
    const nickname = { nickname: '成员', nicknameState: 'to_set' as const };
    await db()
      .insert(memberships)
      .values(found.map(({ id: personId }) => ({ id: newId(), personId, ...joined, ...nickname })));
    const receipt = { noticeId: id, unitId: unit.id, groupId: s.groups.portal.id, publishedAt: monday };
    await db()
      .insert(noticeReceipts)
      .values(found.map((person) => ({ ...receipt, personId: person.id, wanted: 'acknowledge' as const })));
    return found.map((person) => person.id);
  };
  heping = await asked(['赵敏', '钱伟'], s.units.heping);
  xinhua = await asked(['孙丽', '周涛'], s.units.xinhua);
});

const leave = (ids: readonly string[]) =>
  db()
    .update(people)
    .set({ departedAt: monday })
    .where(inArray(people.id, [...ids]));
const chase = (unitId: string | null = null) =>
  withClock(monday, () => chaseReceipts(s.office, { noticeId: id, unitId }));
async function figures() {
  const notice = await followedNotice(s.office, id);
  return notice && withClock(monday, () => receiptFigures(s.office, notice));
}

it('counts who has left as missing, and among nobody who can be asked', async () => {
  await leave(xinhua.slice(0, 1));
  expect(await figures()).toMatchObject({ total: { missing: 4 }, toChase: 3, may: { chaseAll: true } });
  expect(done(await chase())).toEqual({ people: 3, unreached: 0 });
});

it('offers nothing where only those are missing who have left', async () => {
  await leave([...heping, ...xinhua]);
  expect(await figures()).toMatchObject({ total: { missing: 4 }, toChase: 0, may: { chaseAll: false } });
  expect((await figures())?.units.filter(({ may }) => may.chase)).toEqual([]);
  expect(refusalOf(await chase())).toMatchObject({ message: '没有需要催办的人员' });
});

it('leaves out the units that were chased as often as may be today, and says why nobody is left', async () => {
  for (const unit of [s.units.heping.id, s.units.heping.id]) await chase(unit);
  expect(await figures()).toMatchObject({ chasesLeft: 2, toChase: 2 });
  for (const unit of [s.units.xinhua.id, s.units.xinhua.id]) await chase(unit);
  expect(await figures()).toMatchObject({ chasesLeft: 2, toChase: 0, may: { chaseAll: true } });
  expect(refusalOf(await chase())).toMatchObject({
    code: 'limited',
    message: expect.stringContaining('今天'),
  });
});

/** Of each in the list: what is known of him, and whether he was asked. */
async function listed() {
  const { rows } = await listReceipts(s.office, parseList(receiptList, { notice: id }));
  return Object.fromEntries(rows.map((row) => [row.name, [standingText(row), row.chasedAt !== null]]));
}

it('asks nobody whom it cannot reach, and says how many have to be asked in the group', async () => {
  await db().delete(accounts).where(inArray(accounts.personId, heping));
  await db()
    .update(accounts)
    .set({ disabledAt: monday })
    .where(inArray(accounts.personId, xinhua.slice(0, 1)));
  expect(await figures()).toMatchObject({ total: { missing: 4, askable: 1, unreached: 3 }, toChase: 1 });
  const asked = done(await chase());
  expect(chasedText(asked)).toBe('已提醒 1 人；3 人没有账号，请在群里提醒');
  expect(await listed()).toEqual({
    赵敏: ['没有账号', false],
    钱伟: ['没有账号', false],
    孙丽: ['没有账号', false],
    周涛: ['', true],
  });
  expect(refusalOf(await chase(s.units.heping.id))).toMatchObject({
    message: '2 人没有账号，请在群里提醒',
  });
});

it('asks nobody who is in none of its groups any more, and keeps his receipt', async () => {
  await db()
    .update(memberships)
    .set({ until: monday, endReason: '退群' })
    .where(inArray(memberships.personId, heping));
  expect(await figures()).toMatchObject({ total: { total: 4, missing: 4, unreached: 0 }, toChase: 2 });
  expect(done(await chase())).toEqual({ people: 2, unreached: 0 });
  expect(await listed()).toMatchObject({ 赵敏: ['已退群', false], 孙丽: ['', true] });
});

import { inArray } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { noticeReceipts } from '@/db/schema/receipts';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { chaseReceipts } from './commands/chase';
import { receiptFigures } from './queries/figures';
import { followedNotice } from './queries/list';

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
  expect(done(await chase())).toEqual({ people: 3 });
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

import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { noticeList } from '../list';
import { listNotices } from './list';

let s: TestStreet;

const minute = 60_000;
const newest = new Date('2026-11-20T10:00:00+08:00').getTime();

/** Copies of a notice that went out, one a minute, in turn in the name of these authors; those of whom `says` is true say 防汛. */
async function publishMany(count: number, authors: readonly Actor[], says: (i: number) => boolean) {
  const { notice } = await insertNotice({
    author: s.headHeping,
    unit: s.units.heping,
    title: '工作安排',
    body: '请周知。',
    groups: [s.groups.heping],
    status: 'published',
    createdAt: new Date(newest),
  });
  const rows = Array.from({ length: count }, (_, i) => {
    const author = authors[i % authors.length] as Actor;
    const at = new Date(newest - i * minute);
    return {
      ...notice,
      id: newId(),
      number: `TEST-MANY-${i}`,
      authorId: author.personId as string,
      unitId: author.unitId as string,
      title: says(i) ? '防汛安排' : '工作安排',
      submittedAt: at,
      publishedAt: at,
    };
  });
  await db().transaction((tx) => insertRows(tx, notices, rows));
}

/** Of two units in turn: of 和平社区 every fourth says 防汛, of 新华社区 every fourth of the newest four hundred. */
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  await publishMany(9_200, [s.headHeping, s.headXinhua], (i) => i % 8 === 0 || (i % 8 === 1 && i < 800));
});

const search = (actor: Actor, params: Record<string, string> = {}) =>
  listNotices(actor, parseList(noticeList, { q: '防汛', size: '50', ...params }));

describe('a search whose words many notices have', () => {
  it('tells a head of more than a thousand in his unit, and shows the newest', async () => {
    const page = await search(s.headHeping);
    expect(page).toMatchObject({ total: 1_000, totalIsExact: false });
    expect(page.rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 50 }, (_, i) => `TEST-MANY-${i * 8}`),
    );
  });

  it('counts exactly for another head those that he sees', async () => {
    const page = await search(s.headXinhua);
    expect(page).toMatchObject({ total: 100, totalIsExact: true });
    expect(page.rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 50 }, (_, i) => `TEST-MANY-${i * 8 + 1}`),
    );
  });

  it('tells everybody’s overseer of more than a thousand', async () => {
    expect(await search(s.office)).toMatchObject({ total: 1_000, totalIsExact: false });
  });

  it('counts only what a filter leaves', async () => {
    expect(await search(s.headHeping, { status: 'recalled' })).toMatchObject({
      total: 0,
      totalIsExact: true,
    });
    expect(await search(s.headHeping, { status: 'published' })).toMatchObject({
      total: 1_000,
      totalIsExact: false,
    });
  });
});

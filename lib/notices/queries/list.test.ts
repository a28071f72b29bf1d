import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { parseList } from '@/lib/core/paging';
import { noticeList } from '../list';
import { searchedCount, searchedPage } from './hits';
import { listNotices } from './list';
import { visibleNotices } from './visible';

let s: TestStreet;
const kinds = [
  'office',
  'headHeping',
  'headXinhua',
  'groupAdmin',
  'member',
  'leader',
  'supervisor',
  'representative',
  'sysadmin',
  'auditor',
] as const;

const day = (n: number) => new Date(`2026-11-${String(n).padStart(2, '0')}T10:00:00+08:00`);

const unitOf = (author: Actor) => Object.values(s.units).find(({ id }) => id === author.unitId);

beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  const { heping, portal } = s.groups;
  const given = [
    { author: s.groupAdmin, title: '和平社区垃圾分类工作安排', groups: [heping], status: 'draft' },
    { author: s.groupAdmin, title: '关于开展消防检查的通知', groups: [heping], status: 'in_review' },
    { author: s.groupAdmin, title: '消防演练结果', groups: [heping], status: 'published' },
    { author: s.headHeping, title: '社区活动预告', groups: [heping, portal], status: 'published' },
    { author: s.headXinhua, title: '新华社区值班表', groups: [portal], status: 'published' },
    { author: s.headXinhua, title: '停水通知', groups: [heping], status: 'recalled' },
    { author: s.office, title: '年终考核安排', groups: [portal], status: 'returned' },
    { author: s.member, title: '我起草的消防小结', groups: [heping], status: 'withdrawn' },
  ] as const;
  for (const [i, one] of given.entries())
    await insertNotice({ ...one, body: '请周知。', unit: unitOf(one.author), createdAt: day(i + 1) });
});

const read = (actor: Actor, params: Record<string, string> = {}) =>
  listNotices(actor, parseList(noticeList, params));
const titles = async (actor: Actor, params: Record<string, string> = {}) =>
  (await read(actor, params)).rows.map(({ title }) => title);

describe('the list of notices', () => {
  it.each(kinds)('shows %s what he may see and was handed in, each once, and counts it', async (kind) => {
    const visible = await db()
      .select({ id: notices.id, at: notices.submittedAt })
      .from(notices)
      .where(visibleNotices(s[kind]));
    const page = await read(s[kind], { size: '100' });
    const expected = visible.filter(({ at }) => at !== null).map(({ id }) => id);
    expect(page.rows.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
    expect(page.total).toBe(expected.length);
  });

  it.each(kinds)('finds for %s by search exactly what the whole list holds', async (kind) => {
    const all = await titles(s[kind], { size: '100' });
    for (const q of ['消防', '通', '关于开展', '停水 通知', '%'])
      expect(await titles(s[kind], { size: '100', q })).toEqual(
        all.filter((title) => q.split(' ').every((word) => title.includes(word))),
      );
  });

  it.each(kinds)('finds the same for %s where it reads only the first of what he sees', async (kind) => {
    for (const q of ['消防', '通', '关于开展', '停水 通知', '刘静', '孙强', '没有的词'])
      for (const dir of ['asc', 'desc'] as const)
        for (const size of [2, 100]) {
          const state = { ...parseList(noticeList, { q }), dir, size };
          const whole = await listNotices(s[kind], state);
          const [found] = await db().execute<{ ids: string[]; n: number }>(sql`select
            (select coalesce(json_agg(id), '[]'::json) from ${searchedPage(s[kind], state, 1)}) as ids, ${searchedCount(s[kind], state, 1)} as n`);
          expect(found).toEqual({ ids: whole.rows.map(({ id }) => id), n: whole.total });
        }
  });

  it('keeps every character and every pair of neighbours to search by, blanks apart', async () => {
    const [row] = await db().execute<{ grams: string[] }>(
      sql`select to_jsonb(notice_grams('A 汛𠀀 汛𠀀期')) as grams`,
    );
    expect(row?.grams.toSorted()).toEqual(['a', '期', '汛', '汛𠀀', '𠀀', '𠀀期'].toSorted());
  });

  it('keeps drafts to their author, and shows his own under 我起草的', async () => {
    expect(await titles(s.office)).not.toContain('和平社区垃圾分类工作安排');
    expect(await titles(s.headHeping)).not.toContain('和平社区垃圾分类工作安排');
    expect(await titles(s.groupAdmin, { view: 'mine' })).toContain('和平社区垃圾分类工作安排');
  });

  it('shows a member what went to his groups, recalled or not, and nothing under review', async () => {
    expect((await titles(s.member)).toSorted()).toEqual(
      ['停水通知', '社区活动预告', '消防演练结果', '我起草的消防小结'].toSorted(),
    );
  });

  it('finds by the author’s initials', async () => {
    expect((await titles(s.office, { q: 'lj' })).toSorted()).toEqual(['社区活动预告']);
    expect(await titles(s.office, { q: '孙强' })).toHaveLength(2);
  });

  it('turns pages without losing or repeating a row, in either direction', async () => {
    for (const sort of ['time', '-time']) {
      const all = (await read(s.office, { sort, size: '100' })).rows.map(({ id }) => id);
      const paged: string[] = [];
      for (let page = 1; page <= all.length; page++) {
        const state = { ...parseList(noticeList, { sort }), size: 2, page };
        paged.push(...(await listNotices(s.office, state)).rows.map(({ id }) => id));
      }
      expect(paged).toEqual(all);
    }
  });

  it('puts those waiting for my acknowledgement under 待我知悉, by when they are due', async () => {
    const due = [day(25), day(23), day(24)];
    for (const [i, receiptDueAt] of due.entries())
      await insertNotice({
        author: s.headHeping,
        unit: s.units.heping,
        title: `须知悉${i}`,
        groups: [s.groups.heping],
        status: 'published',
        receiptWanted: 'acknowledge',
        receiptDueAt,
      });
    expect(await titles(s.member, { view: 'todo', sort: 'due' })).toEqual(['须知悉1', '须知悉2', '须知悉0']);
    expect(await titles(s.office, { view: 'todo' })).toEqual([]);
  });
});

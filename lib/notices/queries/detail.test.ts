import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notices, noticeTargets } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { idOf } from '@/db/testing/reviewing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { parseList } from '@/lib/core/paging';
import { noticeList } from '../list';
import { noticeDetail } from './detail';
import { listNotices } from './list';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

/** Sent back to its author, who has begun to change everything. */
async function beingChanged(): Promise<string> {
  const { notice } = await insertNotice({
    author: s.headXinhua,
    unit: s.units.xinhua,
    title: '关于冬季防火的通知',
    body: '请各网格排查楼道杂物。',
    groups: [s.groups.portal],
    status: 'returned',
  });
  const changed = { title: '草稿里的新标题', body: '草稿里的新内容', category: 'results' as const };
  await db()
    .update(notices)
    .set({ ...changed, receiptWanted: 'acknowledge' })
    .where(eq(notices.id, notice.id));
  await db()
    .update(noticeTargets)
    .set({ groupId: s.groups.heping.id })
    .where(eq(noticeTargets.noticeId, notice.id));
  return notice.id;
}

const found = async (actor: Actor, q = '') =>
  (await listNotices(actor, parseList(noticeList, q ? { q } : {}))).rows;

describe('a notice that its author is changing', () => {
  it('is to everybody else what was submitted, on its page and in the list', async () => {
    const id = await beingChanged();
    const submitted = { title: '关于冬季防火的通知', category: 'announcement', receiptWanted: 'read' };
    expect(await noticeDetail(s.office, id)).toMatchObject({
      ...submitted,
      body: '请各网格排查楼道杂物。',
      text: { title: submitted.title, targets: [{ groupId: s.groups.portal.id }] },
    });
    const groups = { total: 1, names: [s.groups.portal.name] };
    expect(await found(s.office)).toMatchObject([{ ...submitted, groups }]);
    expect(await noticeDetail(s.headXinhua, id)).toMatchObject({
      title: '草稿里的新标题',
      category: 'results',
    });
    expect(await found(s.headXinhua)).toMatchObject([{ title: '草稿里的新标题', category: 'results' }]);
  });

  it('is found by words of the draft by its author alone', async () => {
    const id = await beingChanged();
    expect(await found(s.office, '新内容')).toEqual([]);
    expect(await found(s.headXinhua, '新内容')).toMatchObject([{ id }]);
  });
});

describe('a notice that is out', () => {
  it('says how it came to be out to those who follow it, and to readers only what went out', async () => {
    const { notice } = await insertNotice({
      author: s.groupAdmin,
      unit: s.units.heping,
      groups: [s.groups.heping],
      status: 'published',
      ...{ titleReason: '名称较长', releasedBy: idOf(s.office), releaseReason: '节日值班安排' },
    });
    expect(await noticeDetail(s.office, notice.id)).toMatchObject({
      releaseReason: '节日值班安排',
      titleReason: '名称较长',
    });
    const read = await noticeDetail(s.member, notice.id);
    expect(read).toMatchObject({ follows: false, releaseReason: null, releasedBy: null, titleReason: '' });
    expect(read).toMatchObject({ steps: [], revisions: [], events: [], answers: {} });
  });
});

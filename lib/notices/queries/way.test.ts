import { beforeAll, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { parseList } from '@/lib/core/paging';
import { noticeList } from '../list';
import { listNotices } from './list';

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  const given = { author: s.groupAdmin, unit: s.units.heping, groups: [s.groups.heping] };
  const out = { ...given, status: 'published' as const };
  const first = { ...out, category: 'emergency' as const };
  await insertNotice({ ...given, title: '审核中', status: 'in_review' });
  await insertNotice({ ...out, title: '通知' });
  await insertNotice({ ...first, title: '积水' });
  const recorded = { postedBeforeAt: new Date('2026-11-20T20:00:00+08:00'), lateReason: '现场无网络' };
  await insertNotice({ ...first, title: '停电', ...recorded });
  const released = { releasedBy: s.office.personId, releaseReason: '国庆值班通知' };
  await insertNotice({ ...out, title: '值班', ...released });
});

const wanted = ['标题', '发布方式', '发布说明'];

/** What an export has of each notice, by title. */
async function exported(actor: Actor) {
  const { rows } = await listNotices(actor, parseList(noticeList, {}));
  const columns = wanted.map((title) => noticeList.columns.find((column) => column.title === title));
  return rows.map((row) => columns.map((column) => column?.value(row) ?? '')).toSorted();
}

describe('an export of notices', () => {
  it.each(['groupAdmin', 'headHeping', 'leader', 'office', 'supervisor'] as const)(
    'says how each went out and why, to whoever follows it: %s',
    async (kind) => {
      expect((await exported(s[kind])).filter(([title]) => title !== '审核中')).toEqual(
        [
          ['停电', '先行发布（补登）', '现场无网络'],
          ['值班', '经批准在时段外发布', '国庆值班通知'],
          ['积水', '先行发布', ''],
          ['通知', '审核后发布', ''],
        ].toSorted(),
      );
    },
  );

  it('says to those it is for that an emergency went first, and nothing of what the Office said of others', async () => {
    expect(await exported(s.member)).toEqual(
      [
        ['停电', '先行发布（补登）', ''],
        ['值班', '审核后发布', ''],
        ['积水', '先行发布', ''],
        ['通知', '审核后发布', ''],
      ].toSorted(),
    );
  });

  it('says nothing of what has not gone out', async () => {
    expect(await exported(s.office)).toContainEqual(['审核中', '', '']);
  });
});

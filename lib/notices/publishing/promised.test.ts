import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { arranged, at, noticeRow, publishedAt, toldTo, waitingNotice } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { stopSender } from '@/lib/jobs/enqueue';
import { reopenNotice, withdrawNotice } from '../writing/commands/take-back';

const monday = at('2026-11-23', 10);
const evening = at('2026-11-23', 19);
const morning = at('2026-11-24', 8.5);
const promise = '《关于开展消防安全排查的通知》已通过审核，将于 2026-11-24 周二 08:30 发布';

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

/** A notice whose author has been told that it goes out in the morning. */
async function promised(): Promise<string> {
  const { notice } = await waitingNotice(s, 'approved');
  await arranged(s.headHeping, notice.id, evening);
  return notice.id;
}

const takeBack = async (by: typeof reopenNotice, id: string) =>
  done(await by(s.member, { id, version: (await noticeRow(id)).version, reason: '时间有误' }));

describe('what its author was told of when it goes out', () => {
  it.each([
    ['已撤回修改', reopenNotice],
    ['已撤回', withdrawNotice],
  ] as const)('says %s once that is so', async (why, by) => {
    const id = await promised();
    expect(await toldTo(s.member.personId)).toEqual([promise]);
    await takeBack(by, id);
    expect(await toldTo(s.member.personId)).toEqual([`（${why}）${promise}`]);
  });

  it('says that it was stopped, and once more taken back says that no second time', async () => {
    const id = await promised();
    await db().update(groups).set({ archivedAt: evening, archivedReason: '任务结束' });
    expect(await publishedAt(id, morning)).toMatchObject({ outcome: 'stopped' });
    const told = [`（已中止）${promise}`, '《关于开展消防安全排查的通知》已中止发布'];
    expect(await toldTo(s.member.personId)).toEqual(told);
    await takeBack(withdrawNotice, id);
    expect(await toldTo(s.member.personId)).toEqual(told);
  });

  it('stays as it was said of what goes out', async () => {
    const id = await promised();
    await publishedAt(id, morning);
    expect(await toldTo(s.member.personId)).toContain(promise);
  });
});

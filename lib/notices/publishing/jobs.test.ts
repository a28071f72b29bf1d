import { afterAll, beforeEach, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { at, noticeRow, waitingNotice } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { stopSender } from '@/lib/jobs/enqueue';
import { publishDueNotices } from './jobs';

const monday = at('2026-11-23', 10);

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

/** A run in which none goes out: only the system may send them. */
const failing = () => withClock(monday, () => publishDueNotices(s.member));

it('names the notices that did not go out', async () => {
  const { notice } = await waitingNotice(s, 'scheduled');
  const { number } = await noticeRow(notice.id);
  await expect(failing()).rejects.toThrow(`1 条信息未能发布，将在下一分钟重试：${number ?? notice.id}`);
});

it('names the first ten of many', async () => {
  for (let i = 0; i < 12; i += 1) await waitingNotice(s, 'scheduled');
  await expect(failing()).rejects.toThrow(/^12 条信息未能发布，将在下一分钟重试：(?:[^、]+、){9}[^、]+等$/);
});

import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { db } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { notifications } from '@/db/schema/house';
import { notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { remindFollowUpsJob } from './jobs';

const night = new Date('2026-11-21T23:10:00+08:00');
const daysBefore = (days: number) => new Date(night.getTime() - days * 86_400_000);
/** More than one batch of what is longest overdue. */
const forgotten = 230;

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await withClock(daysBefore(20), () => makeStreet());
});

const emergency = (createdAt: Date, followUpDueAt: Date) =>
  insertNotice({
    author: s.groupAdmin,
    unit: s.units.heping,
    groups: [s.groups.heping],
    category: 'emergency',
    status: 'published',
    title: '沿河路积水请绕行',
    createdAt,
    followUpDueAt,
  });

it('reminds of a new emergency however many were never closed', async () => {
  const { notice } = await emergency(daysBefore(10), daysBefore(10));
  const { grams: _, ...columns } = notice;
  const copies = Array.from({ length: forgotten }, (__, i) => ({
    ...columns,
    id: newId(),
    number: `FORGOTTEN-${i}`,
  }));
  await db().transaction((tx) => insertRows(tx, notices, copies));
  const fresh = await emergency(night, night);
  const run = () => withClock(night, () => remindFollowUpsJob(systemActor('notices.follow_up')));
  // Each of the old ones tells its author and two of the Office; the new one, not late yet, its author.
  expect(done(await run())).toEqual({ reminded: 3 * (forgotten + 1) + 1 });
  expect(done(await run())).toEqual({ reminded: 0 });
  const told = await db()
    .select({ personId: notifications.personId })
    .from(notifications)
    .where(eq(notifications.href, `/notices/${fresh.notice.id}#emergency`));
  expect(told).toEqual([{ personId: s.groupAdmin.personId }]);
});

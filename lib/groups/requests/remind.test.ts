import { and, eq, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done, refusalOf, submitted } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { remindOverdue } from './commands/remind';
import { remindOverdueJob } from './jobs';

const monday = new Date('2026-11-23T09:00:00+08:00');
const thursday = new Date('2026-11-26T10:05:00+08:00');

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

/** The reminders in somebody's inbox. */
const titles = async (personId: string | null) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(and(eq(notifications.personId, personId ?? ''), like(notifications.title, '%逾期%')))
      .orderBy(notifications.createdAt)
  ).map(({ title }) => title);

describe('reminders of what is overdue', () => {
  it('go to every administrator of the Office for a request, to the group’s and the Office for an order, once a day', async () => {
    await withClock(monday, async () => [await submitted(s), await approved(s)]);
    await withClock(thursday, () => remindOverdueJob());
    await withClock(new Date('2026-11-26T11:05:00+08:00'), () => remindOverdueJob());
    const request = '王五加入「和平社区工作群」的申请逾期 1 天，请审核';
    const orders = '「和平社区工作群」有 1 件办理单逾期，可转交他人办理';
    expect(await titles(s.office.personId)).toEqual([request, orders]);
    expect(await titles(s.office2.personId)).toEqual([request, orders]);
    expect((await titles(s.groupAdmin.personId)).at(-1)).toMatch(
      /^「和平社区工作群」办理单 OD-\d{4}-\d{4} 逾期 2 天，请办理$/,
    );
    await withClock(new Date('2026-11-27T10:05:00+08:00'), () => remindOverdueJob());
    expect(await titles(s.office.personId)).toHaveLength(4);
  });

  it('wait for the office to open', async () => {
    await withClock(monday, () => submitted(s));
    await withClock(new Date('2026-11-26T22:05:00+08:00'), () => remindOverdueJob());
    await withClock(new Date('2026-11-28T10:05:00+08:00'), () => remindOverdueJob());
    expect(await titles(s.office.personId)).toEqual([]);
  });

  it('leave alone what is in time or decided', async () => {
    await withClock(thursday, () => submitted(s));
    expect(await withClock(thursday, async () => done(await remindOverdue(systemActor('test'), {})))).toEqual(
      { reminded: 0 },
    );
  });

  it('are the system’s own business', async () => {
    expect(refusalOf(await remindOverdue(s.office, {})).code).toBe('forbidden');
  });
});

import { and, eq, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { remindOverdueJob } from '../requests/jobs';
import { reportLeave } from './commands/file';
import { forwardLeaves } from './commands/forward';

const monday = new Date('2026-11-23T09:00:00+08:00');
const on = (day: number, hour = '10') => new Date(`2026-11-${day}T${hour}:05:00+08:00`);

let s: TestStreet;
let leave: string;
beforeEach(async () => {
  await emptyStreet();
  leave = await withClock(monday, async () => {
    s = await makeStreet();
    const member = await memberOf(s);
    const report = { submissionId: newId(), membershipIds: [member.membershipId], reason: '调离本单位' };
    return done(await reportLeave(member.actor, report)).first;
  });
});

const run = (at: Date) => withClock(at, () => remindOverdueJob());
const told = async (personId: string | null) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(and(eq(notifications.personId, personId ?? ''), like(notifications.title, '%报告退出%逾期%')))
      .orderBy(notifications.createdAt)
  ).map(({ title }) => title);

describe('a reported leave that nobody hands on', () => {
  it('is called to the head’s mind once a day, and after as long again to the Office’s', async () => {
    await run(on(25, '08'));
    expect(await told(s.headHeping.personId)).toEqual([]);
    await run(on(26));
    await run(on(26, '11'));
    expect(await told(s.headHeping.personId)).toEqual(['王五报告退出「和平社区工作群」逾期 1 天，请提交']);
    expect(await told(s.office.personId)).toEqual([]);
    await run(on(28));
    await run(on(30));
    expect(await told(s.headHeping.personId)).toHaveLength(2);
    expect(await told(s.office.personId)).toEqual([
      '王五报告退出「和平社区工作群」逾期 5 天，和平社区未提交，请督促或代为提交',
    ]);
  });

  it('is the Office’s from the first day on where the unit has no head', async () => {
    await db().delete(roleAssignments).where(eq(roleAssignments.unitId, s.units.heping.id));
    await run(on(26));
    expect(await told(s.office.personId)).toHaveLength(1);
  });

  it('is let alone once it is handed on', async () => {
    done(await withClock(on(24), () => forwardLeaves(s.headHeping, { rows: [{ id: leave, version: 1 }] })));
    await run(on(26));
    expect(await told(s.headHeping.personId)).toEqual([]);
  });
});

import { and, eq, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { newId } from '@/lib/core/id';
import { fileLeave, reportLeave } from './commands/file';
import { forwardLeaves } from './commands/forward';
import { commonLeaveReasons, endsService, movesElsewhere } from './rules';

let s: TestStreet;
let member: Awaited<ReturnType<typeof memberOf>>;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  member = await memberOf(s);
});

const leave = (reason: string) => ({
  submissionId: newId(),
  membershipIds: [member.membershipId],
  reason,
});

/** What the Office is told of his departure. */
const told = async (personId: string | null) =>
  (
    await db()
      .select({ title: notifications.title, href: notifications.href })
      .from(notifications)
      .where(and(eq(notifications.personId, personId ?? ''), like(notifications.href, '/admin/people/%')))
  ).map(({ title, href }) => `${title} ${href}`);

describe('a leave of somebody who leaves the service', () => {
  it('filed by his head is told to the Office, which enters the departure', async () => {
    done(await fileLeave(s.headHeping, leave('退休')));
    const one = [`王五因「退休」退群，请核实并办理离任 /admin/people/${member.id}`];
    expect(await told(s.office.personId)).toEqual(one);
    expect(await told(s.office2.personId)).toEqual(one);
  });

  it('reported by himself is told when his head hands it on', async () => {
    const { first } = done(await reportLeave(member.actor, leave('本月底退休')));
    expect(await told(s.office.personId)).toEqual([]);
    done(await forwardLeaves(s.headHeping, { rows: [{ id: first, version: 1 }] }));
    expect(await told(s.office.personId)).toHaveLength(1);
  });

  it('filed by the Office is told to nobody, nor one for another reason', async () => {
    done(await fileLeave(s.office, leave('退休')));
    expect(await told(s.office.personId)).toEqual([]);
    const other = await memberOf(s, '赵六');
    const moved = { ...leave('岗位调整'), membershipIds: [other.membershipId] };
    done(await fileLeave(s.headHeping, moved));
    expect(await told(s.office.personId)).toEqual([]);
  });
});

it('the usual reasons are told apart', () => {
  expect(commonLeaveReasons.filter(endsService)).toEqual(['退休', '离职']);
  expect(commonLeaveReasons.filter(movesElsewhere)).toEqual(['调离本单位']);
  expect(['已辞职', '因病去世', '工作已结束', ''].map(endsService)).toEqual([true, true, false, false]);
});

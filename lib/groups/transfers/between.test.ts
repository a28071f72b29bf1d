import { and, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import { workOrders } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { done, trailOf } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { homeOf, planned, requestsOf, transferRow } from '@/db/testing/transferring';
import { withClock } from '@/lib/core/clock';
import { departurePreview } from '@/lib/identity/people/queries/departure';
import { personDetail } from '@/lib/identity/people/queries/person';
import { departPerson } from '../departing/commands';
import { carryOutTransfers } from './jobs';

const monday = new Date('2026-11-23T09:00:00+08:00');
const theDay = new Date('2026-12-01T00:05:00+08:00');

let s: TestStreet;
let member: Awaited<ReturnType<typeof memberOf>>;
let wanted: Awaited<ReturnType<typeof makeGroup>>;

beforeEach(async () => {
  await emptyStreet();
  await withClock(monday, async () => {
    s = await makeStreet();
    wanted = await makeGroup('新华社区工作群', 'wechat', s.units.xinhua);
    member = await memberOf(s);
  });
});

const onMonday = <T>(work: () => Promise<T>) => withClock(monday, work);
const onTheDay = <T>(work: () => Promise<T>) => withClock(theDay, work);

const whole = () => ({ leaves: [member.membershipId], joins: [wanted.id] });

const titlesOf = async (personId: string | null) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(eq(notifications.personId, personId ?? ''))
  ).map(({ title }) => title);

const openOrdersOf = (personId: string) =>
  db()
    .select({ kind: workOrders.kind, groupId: workOrders.groupId, nickname: workOrders.nickname })
    .from(workOrders)
    .where(and(eq(workOrders.personId, personId), eq(workOrders.status, 'open')));

describe('what comes between', () => {
  it('a departure cancels it, and takes him out all the same', async () => {
    const id = await onMonday(() => planned(s, member.id, whole()));
    const person = await personDetail(s.office, member.id);
    const preview = person && (await departurePreview(s.office, person));
    expect(preview).toMatchObject({ groupsToLeave: ['和平社区工作群'] });
    expect(preview?.ends).toEqual(
      expect.arrayContaining(['工作变动：取消 2026-12-01 调往新华社区', '申请：撤回未办结的 1 件']),
    );
    done(await onMonday(() => departPerson(s.office, { id: member.id, reason: '退休' })));
    expect(await transferRow(id)).toMatchObject({ status: 'cancelled' });
    expect((await requestsOf(id)).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
    expect(await openOrdersOf(member.id)).toMatchObject([{ kind: 'remove', groupId: s.groups.heping.id }]);
  });

  it('a unit that is gone cancels it on the day, and says so', async () => {
    const id = await onMonday(() => planned(s, member.id, whole()));
    await db().update(units).set({ archivedAt: monday }).where(eq(units.id, s.units.xinhua.id));
    await onTheDay(() => carryOutTransfers());
    expect(await transferRow(id)).toMatchObject({ status: 'cancelled' });
    expect(await homeOf(member.id)).toBe(s.units.heping.id);
    expect(await titlesOf(s.headHeping.personId)).toContain('王五调往新华社区的工作变动已取消');
    expect(await openOrdersOf(member.id)).toEqual([]);
  });

  it('tells each of his own reason only', async () => {
    const other = await onMonday(() => memberOf(s, '赵六'));
    const ids = await onMonday(() => Promise.all([member.id, other.id].map((id) => planned(s, id))));
    await db()
      .update(people)
      .set({ unitId: s.units.office.id })
      .where(inArray(people.id, [member.id, other.id]));
    await onTheDay(() => carryOutTransfers());
    const reasons = (await Promise.all(ids.map((id) => trailOf('transfer', id)))).map(
      (events) => events.at(-1)?.reason,
    );
    expect(reasons).toEqual(['王五已不在原单位', '赵六已不在原单位']);
  });
});

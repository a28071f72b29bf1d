import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { secondaryPostings } from '@/db/schema/identity';
import { memberships, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { departPerson } from '@/lib/groups/departing/commands';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders } from '@/lib/groups/handling/commands/fail';
import { fileLeave } from '@/lib/groups/leaving/commands/file';
import { departurePreview } from './queries/departure';
import { personDetail } from './queries/person';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

describe('the groups of a person', () => {
  it('are shown to a head only where the person represents his unit', async () => {
    const id = s.member.personId ?? '';
    await db().insert(memberships).values({
      id: newId(),
      groupId: s.groups.portal.id,
      personId: id,
      unitId: s.units.xinhua.id,
      nickname: '新华刘洋',
      nicknameState: 'to_set',
      origin: 'baseline',
      since: now(),
    });
    await db()
      .insert(secondaryPostings)
      .values({ id: newId(), personId: id, unitId: s.units.xinhua.id, startsOn: '2020-01-01' });
    const seen = async (actor: Actor) =>
      (await personDetail(actor, id))?.groups.map((group) => group.nickname).sort();
    expect(await seen(s.office)).toEqual(['和平刘洋', '新华刘洋'].sort());
    expect(await seen(s.headHeping)).toEqual(['和平刘洋']);
    expect(await seen(s.headXinhua)).toEqual(['新华刘洋']);
    expect(await seen(s.sysadmin)).toEqual([]);
  });

  it('tell what is still to be done in the chats: also of whoever the register has out already', async () => {
    const lines = async (id: string, actor: Actor = s.office) =>
      (await personDetail(actor, id))?.groups.map(({ name, member, work }) => ({ name, member, work }));
    const wait = await approved(s);
    const add = { kind: 'add', failed: false };
    expect(await lines(wait.request.personId)).toEqual([
      { name: '和平社区工作群', member: false, work: add },
    ]);
    expect(await lines(wait.request.personId, s.headHeping)).toHaveLength(1);
    expect(await lines(wait.request.personId, s.sysadmin)).toEqual([]);
    const person = await personDetail(s.office, wait.request.personId);
    const preview = person && (await departurePreview(s.office, person));
    expect(preview).toMatchObject({ groupsToLeave: [] });
    const orders = [{ id: wait.order.id, version: 1 }];
    done(await failOrders(s.groupAdmin, { orders, reason: '对方拒绝邀请' }));
    expect(await lines(wait.request.personId)).toMatchObject([{ work: { kind: 'add', failed: true } }]);

    const id = s.member.personId ?? '';
    const [own] = await db().select().from(memberships).where(eq(memberships.personId, id));
    const leave = { submissionId: newId(), membershipIds: [own?.id ?? ''], reason: '岗位调整' };
    done(await fileLeave(s.headHeping, leave));
    const remove = { kind: 'remove', failed: false };
    expect(await lines(id)).toEqual([{ name: '和平社区工作群', member: true, work: remove }]);
    done(await departPerson(s.office, { id, reason: '退休' }));
    expect(await lines(id)).toEqual([{ name: '和平社区工作群', member: false, work: remove }]);
    const [removal] = await db().select().from(workOrders).where(eq(workOrders.status, 'open'));
    const receipt = { orders: [{ id: removal?.id ?? '', version: 1 }], handledAt: undefined };
    done(await completeOrders(s.groupAdmin, receipt));
    expect(await lines(id)).toEqual([]);
  });
});

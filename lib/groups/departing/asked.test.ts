import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { done, joinOf, ordersOf, requestRow } from '@/db/testing/joining';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { reassignOrders } from '../handling/commands/reassign';
import { decideRequest } from '../requests/commands/decide';
import { submitJoin } from '../requests/commands/submit';
import { departPerson } from './commands';

let s: TestStreet;
let other: { id: string };
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  other = await makeGroup('防汛应急群', 'wechat', s.units.office);
});

describe('what he had been asked into', () => {
  it('is told to whoever asked, decided, and was to add him', async () => {
    const { id } = done(
      await submitJoin(s.headHeping, joinOf(s, s.member.personId ?? '', { groupId: other.id })),
    );
    done(await decideRequest(s.office, { id, version: 1, decision: 'approve' }));
    const [order] = await ordersOf(id);
    const handed = { groupId: other.id, orderId: order?.id ?? '', toPersonId: s.groupAdmin.personId ?? '' };
    await db()
      .insert(roleAssignments)
      .values({
        id: newId(),
        personId: s.groupAdmin.personId ?? '',
        role: 'group_admin',
        groupId: other.id,
        startsAt: now(),
      });
    done(await reassignOrders(s.office, { ...handed, reason: '由其办理' }));
    done(await departPerson(s.office2, { id: s.member.personId ?? '', reason: '退休' }));
    expect(await requestRow(id)).toMatchObject({ status: 'withdrawn' });
    const told = async (personId: string | null) =>
      db()
        .select({ detail: notifications.detail, href: notifications.href })
        .from(notifications)
        .where(
          and(
            eq(notifications.personId, personId ?? ''),
            eq(notifications.title, '刘洋加入「防汛应急群」的申请已撤回'),
          ),
        );
    const withdrawn = { detail: '离任：退休', href: `/membership/${id}` };
    expect(await told(s.headHeping.personId)).toEqual([withdrawn]);
    expect(await told(s.office.personId)).toEqual([withdrawn]);
    expect(await told(s.groupAdmin.personId)).toEqual([
      {
        detail: `办理单 ${order?.number} 已取消；如已将人加入，请在办理单中说明`,
        href: `/orders/${order?.id}`,
      },
    ]);
  });
});

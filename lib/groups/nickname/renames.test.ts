import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { memberships, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { openAbout } from '@/db/testing/orders';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { newId } from '@/lib/core/id';
import { confirmNickname } from '../commands/nickname';
import { reassignOrders } from '../handling/commands/reassign';
import { checkPasted } from '../roster/commands/take';
import { confirmNicknames } from './commands/many';

let s: TestStreet;
let membershipId: string;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  const [row] = await db()
    .update(memberships)
    .set({ nicknameState: 'to_set', nicknameConfirmedAt: null })
    .where(eq(memberships.personId, s.member.personId ?? ''))
    .returning({ id: memberships.id });
  membershipId = row?.id ?? '';
});

const orderRow = async (id: string) => (await db().select().from(workOrders).where(eq(workOrders.id, id)))[0];

/** Each way in which it is said that the nickname is as it should be. */
const ways = {
  'its bearer': () => confirmNickname(s.member, { membershipId }),
  'the administrator, for many': () => confirmNicknames(s.groupAdmin, { membershipIds: [membershipId] }),
  'a roster check': () =>
    checkPasted(s.groupAdmin, { submissionId: newId(), groupId: s.groups.heping.id, text: '和平刘洋\n路人' }),
} as const;

describe('an open order to change a nickname', () => {
  it.each(Object.entries(ways))('ends when %s says that it is changed', async (_who, confirm) => {
    const rename = await openAbout(s, membershipId, 'rename');
    const add = await openAbout(s, membershipId, 'add');
    const handed = { groupId: s.groups.heping.id, orderId: rename.id, toPersonId: s.office2.personId ?? '' };
    done(await reassignOrders(s.office, { ...handed, reason: '管理员外出' }));
    done<unknown>(await confirm());
    expect(await orderRow(rename.id)).toMatchObject({ status: 'cancelled' });
    expect(await orderRow(add.id)).toMatchObject({ status: 'open' });
    const titles = await db()
      .select({ title: notifications.title, detail: notifications.detail })
      .from(notifications)
      .where(eq(notifications.personId, s.office2.personId ?? ''));
    expect(titles).toContainEqual({
      title: `办理单 ${rename.number} 已取消，不必再办理`,
      detail: '群昵称已确认改好',
    });
  });
});

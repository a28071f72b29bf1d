import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done, refusalOf, trailOf } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { encrypt, lookupHash } from '@/lib/core/crypto';
import { orderDetail } from '../orders/queries/detail';
import { completeOrders } from './commands/complete';
import { revealOrderPhone } from './commands/reveal';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const receipt = (id: string) => ({ orders: [{ id, version: 1 }], handledAt: undefined });

describe('the phone number an order needs', () => {
  const withPhone = async () => {
    const both = await approved(s);
    await db()
      .update(people)
      .set({
        phoneCipher: encrypt('13800002210'),
        phoneHash: lookupHash('13800002210'),
        phoneMasked: '138****2210',
      })
      .where(eq(people.id, both.request.personId));
    return both;
  };

  it('is shown once, to the first handler who asks, and the showing is recorded without the number', async () => {
    const { order } = await withPhone();
    expect(done(await revealOrderPhone(s.groupAdmin, { id: order.id }))).toEqual({ phone: '13800002210' });
    for (const actor of [s.groupAdmin, s.office]) {
      expect(refusalOf(await revealOrderPhone(actor, { id: order.id }))).toMatchObject({
        code: 'rule',
        clause: '1.3.3',
        message: expect.stringMatching(/^手机号已于 .* 向张三显示过，每件办理单只显示一次$/),
      });
      expect((await orderDetail(actor, order.id))?.may.reveal).toBe(false);
    }
    const trail = await trailOf('order', order.id);
    expect(
      trail.filter(({ action, outcome }) => action === 'order.reveal_phone' && outcome === 'done'),
    ).toMatchObject([
      {
        actorName: '张三',
        actingRole: 'group_admin',
        clause: '1.3.3',
        after: { person: '王五', phone: '138****2210' },
      },
    ]);
    expect(JSON.stringify(trail)).not.toContain('13800002210');
  });

  it('is not shown to others, nor when the order is no longer open, nor when there is none', async () => {
    const { request, order } = await withPhone();
    expect(refusalOf(await revealOrderPhone(s.headHeping, { id: order.id })).code).toBe('not_found');
    done(await completeOrders(s.groupAdmin, receipt(order.id)));
    expect(refusalOf(await revealOrderPhone(s.groupAdmin, { id: order.id })).code).toBe('conflict');
    const none = await approved(s);
    expect(refusalOf(await revealOrderPhone(s.groupAdmin, { id: none.order.id })).message).toBe(
      '王五没有登记手机号',
    );
    expect(request.status).toBe('approved');
  });
});

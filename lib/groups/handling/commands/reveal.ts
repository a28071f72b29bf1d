import { eq, sql } from 'drizzle-orm';
import { people } from '@/db/schema/identity';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { decrypt } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import { mayHandle } from '../../orders/policy';
import { looksAtPhone } from '../../orders/queries/looks';
import { orderWorkflow } from '../../orders/states';
import type { RevealPhone } from '../input';
import { lockOrder } from './lock';

/**
 * 显示手机号: whoever handles an open *add* order may see the number needed to find the person in the chat. Each number is shown once
 * per order, to the first who asks, and recorded (masked); others are told who has it. The order is locked meanwhile.
 */
export const revealOrderPhone = command(
  {
    name: 'order.reveal_phone',
    clause: '1.3.3',
    entity: ({ id }: RevealPhone) => ({ type: 'order', id, label: '群内办理单' }),
  },
  async (tx, actor, { id }): Promise<{ phone: string }> => {
    const { order } = await lockOrder(tx, actor, id);
    const grant = granted(mayHandle(actor, order));
    if (order.kind !== 'add') refuse('rule', '只有入群办理单需要手机号');
    if (order.status !== 'open')
      refuse('conflict', `办理单现为「${orderWorkflow.states[order.status].label}」，不再显示手机号`);
    const [person] = await tx
      .select({ name: people.name, cipher: people.phoneCipher, masked: people.phoneMasked })
      .from(people)
      .where(eq(people.id, order.personId ?? ''));
    if (!person?.cipher) return refuse('rule', `${order.personName}没有登记手机号`);
    const [earlier] = await tx.execute<{ at: string; by: string }>(
      sql`${looksAtPhone(sql`${order.id}`, sql`${order.personId}`)} order by look.id desc limit 1`,
    );
    if (earlier)
      refuse(
        'rule',
        `手机号已于 ${formatShort(new Date(earlier.at))} 向${earlier.by}显示过，每件办理单只显示一次`,
        {
          clause: '1.3.3',
        },
      );
    await record(tx, actor, {
      action: 'order.reveal_phone',
      entity: { type: 'order', id: order.id, label: order.number },
      grant,
      clause: '1.3.3',
      after: { person: person.name, phone: person.masked },
    });
    return { phone: decrypt(person.cipher) };
  },
);

import { asc, inArray, sql } from 'drizzle-orm';
import { groups } from '@/db/schema/groups';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { decrypt } from '@/lib/core/crypto';
import { administratorRows } from '@/lib/groups/queries/visible';
import { command } from '@/lib/workflow/command';
import type { RevealPhones } from '../input';
import { mayFollowUp } from '../policy';
import { lockEmergency, stillOpen } from './lock';

export interface RevealedPhone {
  personId: string;
  /** Null when none is on record. */
  phone: string | null;
}

/**
 * 显示群管理员手机号: while an emergency is open, whoever follows it up may call those who can post in the chats. Each time is recorded,
 * without the numbers.
 */
export const revealPhones = command(
  {
    name: 'notice.reveal_phones',
    clause: '1.3.3',
    entity: ({ id }: RevealPhones) => ({ type: 'notice', id, label: '突发事件' }),
  },
  async (tx, actor, { id }): Promise<{ phones: RevealedPhone[] }> => {
    const emergency = await lockEmergency(tx, actor, id);
    const grant = granted(mayFollowUp(actor, emergency));
    stillOpen(emergency);
    const found = await tx
      .select({
        administrators: sql<{ id: string; name: string; cipher: string | null }[]>`
          (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'cipher', a.phone_cipher)), '[]'::json)
           from ${administratorRows(sql`${groups.id}`, now())} and a.departed_at is null)`,
      })
      .from(groups)
      .where(inArray(groups.id, emergency.groupIds))
      .orderBy(asc(groups.id));
    const people = new Map(found.flatMap(({ administrators }) => administrators.map((one) => [one.id, one])));
    await record(tx, actor, {
      action: 'notice.reveal_phones',
      entity: { type: 'notice', id, label: emergency.number ?? '' },
      grant,
      clause: '1.3.3',
      after: { administrators: [...people.values()].map(({ name }) => name).join('、') },
    });
    return {
      phones: [...people.values()].map(({ id: personId, cipher }) => ({
        personId,
        phone: cipher ? decrypt(cipher) : null,
      })),
    };
  },
);

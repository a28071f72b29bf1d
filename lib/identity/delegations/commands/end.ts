import { and, eq, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { delegations, people } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { granted, mayAtAll } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import type { endDelegationInput } from '../input';
import { mayEndDelegation } from '../policy';
import { delegableRoles, delegationState } from '../rules';

const giver = alias(people, 'giver');
const taker = alias(people, 'taker');

/** The delegation, locked, if the actor is a party to it or sees all. */
async function lockSeen(tx: Tx, actor: Actor, id: string) {
  const personId = actor.personId ?? '00000000-0000-0000-0000-000000000000';
  const [row] = await tx
    .select({
      id: delegations.id,
      role: delegations.role,
      startsAt: delegations.startsAt,
      endsAt: delegations.endsAt,
      endedAt: delegations.endedAt,
      fromPersonId: delegations.fromPersonId,
      toPersonId: delegations.toPersonId,
      fromName: giver.name,
      toName: taker.name,
    })
    .from(delegations)
    .innerJoin(giver, eq(giver.id, delegations.fromPersonId))
    .innerJoin(taker, eq(taker.id, delegations.toPersonId))
    .where(
      and(
        eq(delegations.id, id),
        mayAtAll(actor, 'delegation.enter')
          ? undefined
          : or(eq(delegations.fromPersonId, personId), eq(delegations.toPersonId, personId)),
      ),
    )
    .for('update', { of: delegations });
  return row ?? refuse('not_found', '没有找到这项委托');
}

/** Ends a delegation before its time, or before it has begun; both are told. */
export const endDelegation = command(
  {
    name: 'delegation.end',
    entity: ({ id }: z.output<typeof endDelegationInput>) => ({ type: 'delegation', id, label: '委托' }),
  },
  async (tx, actor, { id }) => {
    const row = await lockSeen(tx, actor, id);
    const grant = granted(mayEndDelegation(actor, row));
    const at = now();
    if (delegationState(row, at) === 'ended')
      refuse('conflict', `这项委托已于 ${formatShort(row.endedAt ?? row.endsAt)} 结束`);
    await tx.update(delegations).set({ endedAt: at }).where(eq(delegations.id, id));
    await record(tx, actor, {
      action: 'delegation.end',
      entity: { type: 'delegation', id, label: `${row.fromName} → ${row.toName}` },
      grant,
      before: { endsAt: row.endsAt },
      after: { endedAt: at },
    });
    const title = `${row.fromName}委托${row.toName}代行${delegableRoles[row.role]}职责已结束`;
    await notify(
      tx,
      [row.fromPersonId, row.toPersonId].map((personId) => ({
        personId,
        kind: 'delegation' as const,
        title,
        detail: `由${actor.name}结束`,
        href: '/delegation',
      })),
    );
    return { id };
  },
);

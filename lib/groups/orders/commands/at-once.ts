import type { Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import { type Actor, systemActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { transition } from '@/lib/workflow/transition';
import { orderWorkflow } from '../states';
import type { OpenedOrder } from './open';

/** Orders of groups that live in the portal, where nothing is to be done in a chat: who completed them, when, and of what they came. */
export interface DoneAtOnce {
  actor: Actor;
  at: Date;
  origins: ReadonlySet<string>;
}

/** Completes those of the orders that are of portal groups, as the system; their consequences are the caller's. */
export async function completeAtOnce(tx: Tx, opened: readonly OpenedOrder[]): Promise<DoneAtOnce> {
  const actor = systemActor('portal');
  const at = now();
  const portal = opened.filter(({ platform }) => platform === 'portal');
  if (portal.length)
    await transition(tx, {
      table: workOrders,
      workflow: orderWorkflow,
      verb: 'complete',
      rows: portal,
      actor,
      may: 'system',
      label: ({ number }) => number,
      set: { handledAt: at },
    });
  return { actor, at, origins: new Set(portal.map(({ originId }) => originId)) };
}

import type { Tx } from '@/db/client';
import type { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import type { mayHandle } from '../../orders/policy';

type Order = typeof workOrders.$inferSelect;

/** An order that has just been done, and when it was done in the chat. */
export interface DoneOrder {
  order: Order;
  at: Date;
}

/** What some orders came from, locked before the orders are: what a receipt changes there is asked of this. */
export interface HeldOrigins {
  /** What the origin is called in the trail of an order: a request's number. */
  label: (originId: string) => string;
  /** The consequences of done orders; `may` is what allowed the receipt. */
  settle: (tx: Tx, actor: Actor, done: readonly DoneOrder[], may: typeof mayHandle) => Promise<void>;
  /** Refuses when an order in place of a failed one would have nothing left to do. */
  refuseNeedless: (tx: Tx, order: Order) => Promise<void>;
  /** Refuses to let a failed order rest when what it came from has to be ended instead. */
  refuseRest: (order: Order) => void;
}

/** Locks origins of one kind, by id. */
export type HoldOrigins = (tx: Tx, ids: readonly string[]) => Promise<HeldOrigins>;

const nothing = async (): Promise<void> => undefined;

/**
 * For what reads its orders back, from this rank or a higher one: the order's own row (status, time, handler, receipt) is the
 * whole answer, and nothing else changes with it.
 */
export const readBack: HoldOrigins = async () => ({
  label: (originId) => originId,
  settle: nothing,
  refuseNeedless: nothing,
  refuseRest: () => undefined,
});

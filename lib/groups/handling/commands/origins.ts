import type { OrderOrigin } from '@/db/schema/membership';
import { type HoldOrigins, readBack } from './held';
import { holdMemberships } from './hold-memberships';
import { holdRequests } from './hold-requests';

/**
 * What becomes of that from which an order came, when the order is done or has failed. Domains above this one enter `readBack`
 * and look at their orders (docs/decisions/0017).
 */
export const origins: Readonly<Record<OrderOrigin, HoldOrigins>> = {
  membership_request: holdRequests,
  membership: holdMemberships,
  roster_entry: readBack,
  delivery: readBack,
};

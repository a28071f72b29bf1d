import { sql } from 'drizzle-orm';
import { membershipRequests, transfers } from '@/db/schema/membership';

/** The day of the transfer that an open request is part of, while that is still to come; nothing is asked for any other request. */
export const transferDay = sql<string | null>`case when ${membershipRequests.transferId} is not null
  and ${membershipRequests.status} in ('submitted', 'approved') then (
  select t.effective_on::text from ${transfers} t where t.id = ${membershipRequests.transferId} and t.status = 'planned') end`;

import { and, eq, isNotNull, type SQL } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';

/** Its publishing was stopped: it goes out only after it was changed. In SQL what `publishingMay` says of 发布. */
export const wasStopped = and(eq(notices.status, 'approved'), isNotNull(notices.heldWhy)) as SQL;

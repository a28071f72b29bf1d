import type { auditRemovals } from '@/db/schema/proof';
import { checkSeal, sealText } from '@/lib/core/crypto';

type Removal = Omit<typeof auditRemovals.$inferSelect, 'stamp'>;

const text = ({ through, at, keepMonths }: Removal, blockHash: string): string =>
  `removal ${through} ${blockHash} ${at.toISOString()} ${keepMonths}`;

/** What tells a removal as the product's own. */
export const stampRemoval = (removal: Removal, blockHash: string): string =>
  sealText('audit-head', text(removal, blockHash));

/** Whether the product made this removal; `unknown` under a secret that is not at hand. */
export const checkRemoval = (
  removal: Removal & { stamp: string },
  blockHash: string,
): ReturnType<typeof checkSeal> => checkSeal('audit-head', text(removal, blockHash), removal.stamp);

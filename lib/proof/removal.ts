import type { auditRemovals } from '@/db/schema/proof';
import { checkSeal, sealText } from '@/lib/core/crypto';
import type { Block } from './block-form';

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

const dayMs = 86_400_000;
/** Below which the triggers let nothing go. */
const fewestMonths = 6;

/**
 * Whether the product may have made a removal whose secret is gone: before there were blocks of a secret at hand, and of nothing
 * that had to be kept. A day for clocks that differ.
 */
export function mayBeOurs({ at, keepMonths }: Removal, block: Block, checkedSince: Date | null): boolean {
  const oldest = new Date(at);
  oldest.setUTCMonth(oldest.getUTCMonth() - keepMonths);
  const youngest = Math.max(block.latestSoFar?.getTime() ?? 0, block.sealedAt.getTime());
  const before = checkedSince !== null && at.getTime() < checkedSince.getTime() + dayMs;
  return before && keepMonths >= fewestMonths && youngest < oldest.getTime() + dayMs;
}

import type { ReceiptFigures } from '@/lib/notices/receipts/queries/figures';
import { ChaseButton } from './chase-button';

interface ChaseMissingProps {
  noticeId: string;
  figures: ReceiptFigures;
}

/** Asks all who are missing once more; whoever follows one unit only, its people. Nothing where that cannot be done now. */
export function ChaseMissing({ noticeId, figures: { may, units, toChase } }: ChaseMissingProps) {
  const [only, second] = units;
  if (may.chaseAll && toChase > 0) return <ChaseButton noticeId={noticeId} unitId={null} people={toChase} />;
  if (!may.chaseAll && only?.may.chase && !second)
    return <ChaseButton noticeId={noticeId} unitId={only.unitId} people={only.askable} />;
  return null;
}

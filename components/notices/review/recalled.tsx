import { DateTime } from '@/components/ui/date-time';
import { Notice } from '@/components/ui/notice';
import type { ReviewDetail } from '@/lib/notices/review/queries/detail';

type RecalledProps = {
  notice: Pick<ReviewDetail, 'status' | 'statusByName' | 'recalledAt' | 'recallReason'>;
};

/** That what is (or was) under review has been recalled, by whom and why: an emergency may be reviewed after that. */
export function Recalled({ notice: { status, statusByName, recalledAt, recallReason } }: RecalledProps) {
  if (status !== 'recalled' || !recalledAt) return null;
  return (
    <div className="mb-3">
      <Notice tone="error" title="已召回">
        {statusByName} <DateTime at={recalledAt} /> 召回。原因：{recallReason}
      </Notice>
    </div>
  );
}

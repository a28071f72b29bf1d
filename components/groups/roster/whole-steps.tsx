'use client';

import { ActionButton } from '@/components/form/action-button';
import { settleAllRosterAction } from '@/lib/groups/roster/actions';
import type { KindCounts } from '@/lib/groups/roster/queries/check';

/** The same step for all open lines that mostly take it, without ticking page after page. */
export function WholeSteps({ checkId, counts }: { checkId: string; counts: KindCounts }) {
  const misnamed = counts.misnamed?.open ?? 0;
  const missing = counts.missing?.open ?? 0;
  if (misnamed + missing < 2) return null;
  return (
    <div className="mb-4 flex flex-wrap items-start gap-2">
      {misnamed > 1 ? (
        <ActionButton
          action={settleAllRosterAction}
          input={{ submissionId: '', checkId, step: 'rename' }}
          label={`全部下达改名办理单（${misnamed}）`}
          confirm={`将为 ${misnamed} 名昵称不规范的成员各下达一件改名办理单。`}
          success={({ settled }) => `已下达 ${settled} 件`}
        />
      ) : null}
      {missing > 1 ? (
        <ActionButton
          action={settleAllRosterAction}
          input={{ submissionId: '', checkId, step: 'add' }}
          label={`全部重新拉入群（${missing}）`}
          confirm={`将为 ${missing} 名不在群里的成员各下达一件加入办理单。`}
          success={({ settled }) => `已下达 ${settled} 件`}
        />
      ) : null}
    </div>
  );
}

'use client';

import { ActionButton } from '@/components/form/action-button';
import { startSweepAction } from '@/lib/groups/inactive/actions';

/** Begins the sweep whose numbers stand above. */
export function StartButton() {
  return (
    <ActionButton
      action={startSweepAction}
      input={{ submissionId: '' }}
      label="发起清理"
      kind="primary"
      success={({ asked }) => `已询问 ${asked} 人次`}
      next="/inactive"
    />
  );
}

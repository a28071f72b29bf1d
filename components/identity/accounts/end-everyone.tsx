'use client';

import { ActionButton } from '@/components/form/action-button';
import { endEveryone } from '@/lib/identity/accounts/actions';

/** After a leak: everybody but the administrator himself has to sign in again. */
export function EndEveryone() {
  return (
    <ActionButton
      action={endEveryone}
      input={{ reason: '' }}
      label="结束所有人会话"
      reason={{ field: 'reason', label: '结束原因' }}
      success={({ ended }) => `已结束 ${ended} 个会话`}
    />
  );
}

'use client';

import { ActionButton } from '@/components/form/action-button';
import { restoreVersionAction } from '@/lib/dictionaries/actions';

/** Brings the dictionaries back to a version, and goes on to the new one that this makes. */
export function RestoreButton({ number, latest }: { number: number; latest: number }) {
  return (
    <ActionButton
      action={restoreVersionAction}
      input={{ number, latest, reason: '' }}
      label={`恢复到第 ${number} 版`}
      reason={{ field: 'reason', label: '恢复原因', placeholder: '此后的改动会全部撤销，并记为新的版本' }}
      success={(value) => `已恢复，词库更新到第 ${value.number} 版`}
      next={(value) => `/admin/screening/versions/${value.number}`}
    />
  );
}

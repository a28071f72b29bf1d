'use client';

import { ActionButton } from '@/components/form/action-button';
import { reissueOrderAction } from '@/lib/groups/handling/actions';

/** Opens a new order in place of a failed one; the page of the notice stays, and shows it. */
export function ReissuePost({ orderId, groupName }: { orderId: string; groupName: string }) {
  return (
    <ActionButton
      action={reissueOrderAction}
      input={{ id: orderId }}
      label={`重新下达（${groupName}）`}
      size="small"
      success={({ number }) => `已重新下达，编号 ${number}`}
    />
  );
}

'use client';

import { ActionButton } from '@/components/form/action-button';
import { reissueOrderAction, reportAddedBeforeAction } from '@/lib/groups/handling/actions';

/** Opens a new order in place of a failed one, and goes to it; `again`: beside what would be better done first. */
export function ReissueButton({ orderId, again = false }: { orderId: string; again?: boolean }) {
  return (
    <ActionButton
      action={reissueOrderAction}
      input={{ id: orderId }}
      label={again ? '号码无误，重新下达' : '重新下达'}
      kind={again ? 'plain' : 'primary'}
      success={({ number }) => `已重新下达，编号 ${number}`}
      next={({ id }) => `/orders/${id}`}
    />
  );
}

/** Says that the person had been added before the withdrawal came, and goes to the order to remove him. */
export function AddedBeforeButton({ orderId }: { orderId: string }) {
  return (
    <ActionButton
      action={reportAddedBeforeAction}
      input={{ id: orderId }}
      label="撤回前已加入"
      confirm="将下达移出办理单，请确认此人已在群内。"
      success={({ number }) => `已下达移出办理单 ${number}`}
      next={({ id }) => `/orders/${id}`}
    />
  );
}

import { ActionButton } from '@/components/form/action-button';
import { Card } from '@/components/ui/card';
import { cancelTransferAction } from '@/lib/groups/transfers/actions';

/** Until its day: takes the plan back, and what it asked for with it. */
export function CancelTransfer({ id, version }: { id: string; version: number }) {
  return (
    <Card title="我可以">
      <ActionButton
        action={cancelTransferAction}
        input={{ id, version, reason: '' }}
        label="取消变动"
        reason={{ field: 'reason', label: '取消原因', placeholder: '如：暂缓调动' }}
        success="已取消，有关申请一并撤回"
      />
    </Card>
  );
}

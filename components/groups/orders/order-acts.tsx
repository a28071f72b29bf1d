import { ActionButton } from '@/components/form/action-button';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { failOrdersAction } from '@/lib/groups/handling/actions';
import type { OrderDetail } from '@/lib/groups/orders/queries/detail';
import { AddedBeforeButton, ReissueButton } from './next-order-buttons';
import { ReceiptForm } from './receipt-form';

/** What the reader can do with the order now; nothing at all when there is nothing. */
export function OrderActs({ order }: { order: OrderDetail }) {
  const { id, version, may } = order;
  if (may.handle)
    return (
      <Card title="回执">
        <ReceiptForm orders={[{ id, version }]} />
        <div className="mt-2 flex justify-center">
          <ActionButton
            action={failOrdersAction}
            input={{ orders: [{ id, version }], reason: '' }}
            label="办理不成…"
            kind="quiet"
            answer={{ label: '确认未办成', kind: 'danger' }}
            reason={{ field: 'reason', label: '未办成的原因', placeholder: '如：对方拒绝邀请、手机号有误' }}
            success="已退回街道办公室处置"
          />
        </div>
      </Card>
    );
  if (may.reissue) return <Reissue order={order} />;
  if (may.reportAdded) return <AddedBefore id={id} />;
  return null;
}

function Reissue({ order }: { order: OrderDetail }) {
  return (
    <Card title="请处置">
      <p className="mb-3">未办成原因：{order.failReason}</p>
      <div className="flex flex-wrap gap-2">
        <ReissueButton orderId={order.id} />
        {order.kind === 'add' ? (
          <ButtonLink href={`/membership/${order.originId}`}>去终止申请</ButtonLink>
        ) : null}
      </div>
    </Card>
  );
}

/** The request was withdrawn; whoever had added the person by then says so, and an order to remove him is issued. */
function AddedBefore({ id }: { id: string }) {
  return (
    <Card title="申请已撤回，无需办理">
      <p className="mb-3">如果在撤回之前已经把人加入群内，请登记，系统会下达移出办理单。</p>
      <AddedBeforeButton orderId={id} />
    </Card>
  );
}

import { ActionButton } from '@/components/form/action-button';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { dropOrderAction } from '@/lib/groups/handling/actions';
import type { OrderDetail } from '@/lib/groups/orders/queries/detail';
import { blamesNumber } from '@/lib/groups/orders/rules';
import { CorrectPhoneForm } from './correct-phone-form';
import { FailForm } from './fail-form';
import { AddedBeforeButton, ReissueButton } from './next-order-buttons';
import { nameOf } from './order-line';
import { type Handler, ReassignForm } from './reassign-form';
import { ReceiptForm } from './receipt-form';

interface OrderActsProps {
  order: OrderDetail;
  office: Handler[];
}

/** What the reader can do with the order now; nothing at all when there is nothing. */
export function OrderActs({ order, office }: OrderActsProps) {
  const { id, version, kind, may } = order;
  if (may.handle)
    return (
      <>
        <Card title="回执">
          <div data-paste-area className="flex flex-col gap-3">
            <ReceiptForm orders={[{ id, version, kind }]} megabytes={order.screenshotMegabytes} pinned />
            <FailForm orders={[{ id, version, kind, name: nameOf(order) }]} />
          </div>
        </Card>
        {may.reassign ? <Reassign order={order} office={office} /> : null}
      </>
    );
  if (may.reissue || may.drop) return <Reissue order={order} />;
  if (may.reportAdded) return <AddedBefore id={id} />;
  return null;
}

function Reassign({ order, office }: OrderActsProps) {
  return (
    <Card title="转交" hint="群管理员不在，或一直没有办理">
      <ReassignForm
        groupId={order.groupId}
        orderId={order.id}
        administrators={order.administrators}
        office={office}
      />
    </Card>
  );
}

function Reissue({ order }: { order: OrderDetail }) {
  const wrongNumber = order.may.correct && blamesNumber(order.failReason);
  return (
    <Card title="请处置">
      <p className="mb-3">未办成原因：{order.failReason}</p>
      {wrongNumber ? (
        <div className="mb-4 border-base-300 border-b pb-4">
          <CorrectPhoneForm
            orderId={order.id}
            personName={order.personName ?? '此人'}
            masked={order.phoneMasked}
          />
        </div>
      ) : null}
      {order.may.reissue ? null : <p className="mb-3">「{order.groupName}」已归档，不能重新下达。</p>}
      <div className="flex flex-wrap gap-2">
        {order.may.reissue ? <ReissueButton orderId={order.id} again={wrongNumber} /> : null}
        {order.kind === 'add' && order.requestNumber ? (
          <ButtonLink href={`/membership/${order.originId}`}>去终止申请</ButtonLink>
        ) : null}
        {order.may.drop ? (
          <ActionButton
            action={dropOrderAction}
            input={{ id: order.id, reason: '' }}
            label="不再办理…"
            answer={{ label: '确认不再办理', kind: 'primary' }}
            reason={{ field: 'reason', label: '原因', placeholder: '如：此人即将退群' }}
            success="已决定不再办理"
          />
        ) : null}
      </div>
      {order.may.correct && !wrongNumber ? <OtherNumber order={order} /> : null}
    </Card>
  );
}

/** For the Office, which may know that it was the number though nobody wrote so. */
function OtherNumber({ order: { id, personName, phoneMasked } }: { order: OrderDetail }) {
  return (
    <details className="mt-3">
      <summary className="cursor-pointer text-link">手机号有误？</summary>
      <div className="mt-2">
        <CorrectPhoneForm orderId={id} personName={personName ?? '此人'} masked={phoneMasked} />
      </div>
    </details>
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

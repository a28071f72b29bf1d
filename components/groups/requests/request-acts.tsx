import { ActionButton } from '@/components/form/action-button';
import { DecisionForm } from '@/components/form/decision-form';
import { CorrectPhoneForm } from '@/components/groups/orders/correct-phone-form';
import { ReissueButton } from '@/components/groups/orders/next-order-buttons';
import { Card } from '@/components/ui/card';
import { forwardLeavesAction, withdrawLeaveAction } from '@/lib/groups/leaving/actions';
import { blamesNumber } from '@/lib/groups/orders/rules';
import { decideAction, terminateAction, withdrawAction } from '@/lib/groups/requests/actions';
import type { RequestDetail } from '@/lib/groups/requests/queries/detail';

/** What the reader can do now, in place; nothing at all when there is nothing. */
export function RequestActs({ request }: { request: RequestDetail }) {
  const { may, id, version } = request;
  if (may.decide) return <Decide id={id} version={version} transferOn={request.transferOn} />;
  const failed = request.orders.at(-1);
  if (!(may.forward || may.withdraw || may.terminate || may.reissue || may.correct)) return null;
  return (
    <Card title={may.terminate || may.reissue || may.correct ? '办理单未办成，请处置' : '我可以'}>
      {failed?.failReason ? <p className="mb-3">未办成原因：{failed.failReason}</p> : null}
      <WrongNumber request={request} />
      <div className="flex flex-wrap items-start gap-2 empty:hidden">
        {may.forward ? (
          <ActionButton
            action={forwardLeavesAction}
            input={{ rows: [{ id, version }] }}
            label="提交退群"
            kind="primary"
            success="已提交，移出办理单已下达"
          />
        ) : null}
        {may.reissue && failed ? <ReissueButton orderId={failed.id} again={isWrongNumber(request)} /> : null}
        {may.terminate ? (
          <ActionButton
            action={terminateAction}
            input={{ id, version, reason: '' }}
            label="终止申请"
            reason={{ field: 'reason', label: '终止原因', placeholder: '提交人可见' }}
            success="已终止，并通知提交人"
          />
        ) : null}
        {may.withdraw ? (
          <ActionButton
            action={request.kind === 'leave' ? withdrawLeaveAction : withdrawAction}
            input={{ id, version, reason: '' }}
            label="撤回"
            reason={{ field: 'reason', label: '撤回原因', optional: true }}
            success="已撤回"
          />
        ) : null}
      </div>
    </Card>
  );
}

const isWrongNumber = ({ may, orders }: RequestDetail): boolean =>
  may.correct && blamesNumber(orders.at(-1)?.failReason ?? null);

/** The first thing to do where the number was to blame. */
function WrongNumber({ request }: { request: RequestDetail }) {
  const failed = request.orders.at(-1);
  if (!(failed && isWrongNumber(request))) return null;
  return (
    <div className="mb-4 border-base-300 border-b pb-4">
      <CorrectPhoneForm orderId={failed.id} personName={request.personName} masked={request.phoneMasked} />
    </div>
  );
}

type DecideProps = Pick<RequestDetail, 'id' | 'version' | 'transferOn'>;

function Decide({ id, version, transferOn }: DecideProps) {
  return (
    <Card title="审核" hint="制度 2.1.1">
      <DecisionForm
        action={decideAction}
        field="reason"
        decisions={[
          {
            label: '驳回',
            input: { id, version, decision: 'reject' },
            needsReason: true,
            success: '已驳回，并通知提交人',
            decide: 'r',
          },
          {
            label: '通过',
            input: { id, version, decision: 'approve' },
            kind: 'primary',
            success: transferOn ? `已通过，${transferOn} 变动生效后下达办理单` : '已通过，办理单已下达',
            decide: 'a',
          },
        ]}
        hint="驳回需要填写审核意见，提交人可见。"
      />
    </Card>
  );
}

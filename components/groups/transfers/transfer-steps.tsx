import { type Step, Steps } from '@/components/ui/steps';
import { formatShort } from '@/lib/core/time';
import { submitterOf } from '@/lib/groups/requests/rules';
import type { TransferDetail } from '@/lib/groups/transfers/queries/detail';

/** Where a transfer stands: 登记 → 入群审核 → 生效 → 群内办理. */
export function TransferSteps({ transfer }: { transfer: TransferDetail }) {
  const { status, statusAt, statusByName, effectiveOn } = transfer;
  const entered: Step = {
    label: '登记',
    state: 'done',
    note: `${submitterOf(transfer)} ${formatShort(transfer.submittedAt)}`,
  };
  if (status === 'cancelled')
    return (
      <Steps
        items={[
          entered,
          { label: '已取消', state: 'stopped', note: `${statusByName} ${formatShort(statusAt)}` },
        ]}
      />
    );
  const effect: Step =
    status === 'done'
      ? { label: '生效', state: 'done', note: formatShort(statusAt) }
      : { label: '生效', state: 'current', note: effectiveOn };
  return <Steps items={[entered, ...reviewStep(transfer), effect, handlingStep(transfer)]} />;
}

/** How many of the joins the Office has decided. */
function reviewStep({ requests }: TransferDetail): Step[] {
  const joins = requests.filter(({ kind }) => kind === 'join');
  if (!joins.length) return [];
  const open = joins.filter(({ status }) => status === 'submitted').length;
  return [
    {
      label: '入群审核',
      state: open ? 'current' : 'done',
      note: open ? `还有 ${open} 件待审核` : `${joins.length} 件已审核`,
    },
  ];
}

/** How much of it is done in the chat groups. */
function handlingStep({ status, requests }: TransferDetail): Step {
  const label = '群内办理';
  if (status === 'planned') return { label, state: 'waiting' };
  const open = requests.filter((one) => ['submitted', 'approved'].includes(one.status)).length;
  return open
    ? { label, state: 'current', note: `还有 ${open} 件` }
    : { label, state: 'done', note: '退群、入群均已办结' };
}

import { type Step, Steps } from '@/components/ui/steps';
import { formatShort } from '@/lib/core/time';
import { awaitsNumber } from '@/lib/groups/orders/rules';
import type { RequestDetail } from '@/lib/groups/requests/queries/detail';
import { submitterOf } from '@/lib/groups/requests/rules';

/** Where a request stands: 提交 → 审核 → 群内办理 → 完成; a leave is reported or filed, and nobody reviews it. */
export function RequestSteps({ request }: { request: RequestDetail }) {
  return <Steps items={request.kind === 'join' ? stepsOf(request) : leaveSteps(request)} />;
}

const who = (name: string, at: Date) => `${name} ${formatShort(at)}`;

function stepsOf(request: RequestDetail): Step[] {
  const { status, submittedAt } = request;
  return [
    { label: '提交', state: 'done', note: who(submitterOf(request), submittedAt) },
    reviewStep(request),
    handlingStep(request),
    {
      label: '完成',
      state: status === 'done' ? 'done' : 'waiting',
      note: request.doneAt ? formatShort(request.doneAt) : undefined,
    },
  ];
}

function reviewStep({
  status,
  deadline,
  decidedAt,
  decidedByName,
  statusAt,
  statusByName,
}: RequestDetail): Step {
  const label = '审核';
  if (status === 'submitted') return { label, state: 'current', note: deadline?.text };
  if (status === 'rejected') return { label: '已驳回', state: 'stopped', note: who(statusByName, statusAt) };
  if (!decidedAt) return { label: '已撤回', state: 'stopped', note: who(statusByName, statusAt) };
  return { label, state: 'done', note: who(decidedByName ?? '', decidedAt) };
}

function handlingStep(request: RequestDetail): Step {
  const { status, orders, decidedAt, statusAt, statusByName, transferOn } = request;
  const label = '群内办理';
  const last = orders.at(-1);
  if (status === 'done') return { label, state: 'done', note: last && who(last.statusByName, last.statusAt) };
  if (status === 'withdrawn' && decidedAt)
    return { label: '已撤回', state: 'stopped', note: who(statusByName, statusAt) };
  if (status !== 'approved') return { label, state: 'waiting' };
  if (transferOn) return { label, state: 'waiting', note: `${transferOn} 生效后` };
  if (last?.status === 'failed') {
    const note = awaitsNumber(request, last) ? '待更正手机号' : '待街道办公室处置';
    return { label: '未办成', state: 'stopped', note };
  }
  return { label, state: 'current', note: last?.deadline?.text };
}

function leaveSteps(request: RequestDetail): Step[] {
  const { status, doneAt } = request;
  const done: Step = {
    label: '完成',
    state: status === 'done' ? 'done' : 'waiting',
    note: doneAt ? formatShort(doneAt) : undefined,
  };
  return [...reportSteps(request), removalStep(request), done];
}

function reportSteps(request: RequestDetail): Step[] {
  const { status, submittedAt, decidedAt, decidedByName, deadline } = request;
  const entered = who(submitterOf(request), submittedAt);
  if (status !== 'reported' && !decidedAt) return [{ label: '提交', state: 'done', note: entered }];
  const reported: Step = { label: '报告', state: 'done', note: entered };
  if (decidedAt)
    return [reported, { label: '负责人提交', state: 'done', note: who(decidedByName ?? '', decidedAt) }];
  return [reported, { label: '负责人提交', state: 'current', note: deadline?.text }];
}

function removalStep({ status, orders, statusAt, statusByName, transferOn }: RequestDetail): Step {
  const label = '群内移出';
  const last = orders.at(-1);
  if (status === 'reported') return { label, state: 'waiting' };
  if (transferOn && status === 'submitted') return { label, state: 'waiting', note: `${transferOn} 生效后` };
  if (status === 'done') return { label, state: 'done', note: last && who(last.statusByName, last.statusAt) };
  if (status === 'withdrawn') return { label: '已撤回', state: 'stopped', note: who(statusByName, statusAt) };
  if (last?.status === 'failed') return { label: '未办成', state: 'stopped', note: '待街道办公室处置' };
  return { label, state: 'current', note: last?.deadline?.text };
}

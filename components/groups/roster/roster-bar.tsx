'use client';

import { useState } from 'react';
import { v4 as uuid } from 'uuid';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { ReasonForm } from '@/components/groups/reason-form';
import { useSelection } from '@/components/list/selection';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { settleRosterAction } from '@/lib/groups/roster/actions';
import type { SettleRoster } from '@/lib/groups/roster/input';
import type { RosterRow } from '@/lib/groups/roster/list';

type Step = SettleRoster['step'];

/** What can be done with many lines of one sort; the first is what is mostly done. */
const stepsOf: Readonly<Partial<Record<RosterRow['kind'], readonly { step: Step; label: string }[]>>> = {
  stranger: [
    { step: 'join', label: '补办申请' },
    { step: 'remove', label: '移出群' },
  ],
  missing: [
    { step: 'add', label: '重新拉入群' },
    { step: 'leave', label: '登记退群' },
  ],
  misnamed: [
    { step: 'rename', label: '下达改名办理单' },
    { step: 'tell', label: '通知本人' },
  ],
  likely: [{ step: 'different', label: '不是同一人' }],
  double: [{ step: 'remove', label: '移出重复账号' }],
};

interface RosterBarProps {
  checkId: string;
  kind: RosterRow['kind'];
  /** In which version each open line was shown. */
  versions: Record<string, number>;
}

/** The next step of all ticked lines. */
export function RosterBar({ checkId, kind, versions }: RosterBarProps) {
  const { ids, clear } = useSelection();
  const [ignoring, setIgnoring] = useState(false);
  const { run, pending } = useAction(settleRosterAction, {});

  async function take(step: Step, reason?: string): Promise<void> {
    const rows = ids.map((id) => ({ id, version: versions[id] ?? 1 }));
    const outcome = await run({ submissionId: uuid(), checkId, rows, step, reason });
    if (!outcome) return;
    if (!outcome.ok) return notify('error', outcome.refusal.message);
    notify('success', `已处理 ${outcome.value.settled} 行`);
    for (const { label, message } of outcome.value.refused.slice(0, 5))
      notify('error', `${label}：${message}`);
    setIgnoring(false);
    clear();
  }
  if (ignoring)
    return (
      <ReasonForm
        label="不处理的原因"
        placeholder="对所选各行都适用"
        reasons={['上级部门人员', '第三方服务人员']}
        submit={`不处理 ${ids.length} 行`}
        kind="primary"
        pending={pending}
        onCancel={() => setIgnoring(false)}
        onReason={(reason) => void take('ignore', reason)}
      />
    );
  const steps = stepsOf[kind] ?? [];
  return (
    <>
      <Button kind="quiet" size="small" onClick={() => setIgnoring(true)}>
        不处理…
      </Button>
      {steps.map(({ step, label }, place) => (
        <SubmitButton
          key={step}
          type="button"
          size="small"
          kind={place === 0 ? 'primary' : 'plain'}
          pending={pending}
          onClick={() => void take(step)}
        >
          {label} {ids.length} 行
        </SubmitButton>
      ))}
    </>
  );
}

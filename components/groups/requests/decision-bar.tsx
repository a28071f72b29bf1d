'use client';

import { useState } from 'react';
import { SubmitButton } from '@/components/form/submit-button';
import { ReasonForm } from '@/components/groups/reason-form';
import { useSelection } from '@/components/list/selection';
import { Button } from '@/components/ui/button';
import { DecisionKeyHint } from '@/components/ui/decision-key';
import { notify } from '@/components/ui/notify';
import type { DecideMany } from '@/lib/groups/requests/input';
import { commonRejectReasons } from '@/lib/groups/requests/rules';
import { decideInParts } from './decide-in-parts';
import { unmarkAll, useMarks } from './use-marks';

/**
 * 通过 and 驳回 of all ticked requests, or approval of all but those marked for rejection. `versions` says in which version each
 * was shown.
 */
export function DecisionBar({ versions }: { versions: Record<string, number> }) {
  const { ids, clear } = useSelection();
  const [rejecting, setRejecting] = useState(false);
  const marks = useMarks().filter((id) => ids.includes(id));
  const [pending, setPending] = useState(false);

  async function decide(decision: DecideMany['decision'], reason?: string): Promise<void> {
    if (pending) return;
    setPending(true);
    const rows = ids.map((id) => ({ id, version: versions[id] ?? 1, reject: marks.includes(id) }));
    const decided = await decideInParts({ rows, decision, reason });
    setPending(false);
    if (!decided) return;
    notify('success', said(decision, decided, marks.length));
    setRejecting(false);
    unmarkAll();
    clear();
  }
  const reject = {
    label: '审核意见',
    placeholder: '驳回原因，提交人可见',
    reasons: commonRejectReasons,
    pending,
  };
  if (rejecting)
    return (
      <ReasonForm
        {...reject}
        submit={`驳回 ${ids.length} 件`}
        kind="danger"
        onCancel={() => setRejecting(false)}
        onReason={(reason) => void decide('reject', reason)}
      />
    );
  if (marks.length)
    return (
      <ReasonForm
        {...reject}
        focused={false}
        submit={`${marks.length < ids.length ? `通过 ${ids.length - marks.length} 件，` : ''}驳回 ${marks.length} 件`}
        kind="primary"
        onCancel={unmarkAll}
        onReason={(reason) => void decide('approve', reason)}
      />
    );
  return (
    <>
      <Button kind="quiet" size="small" data-decide="r" onClick={() => setRejecting(true)}>
        驳回…
        <DecisionKeyHint of="r" />
      </Button>
      <SubmitButton
        type="button"
        size="small"
        decide="a"
        pending={pending}
        onClick={() => void decide('approve')}
      >
        通过 {ids.length} 件
      </SubmitButton>
    </>
  );
}

function said(decision: DecideMany['decision'], decided: number, marked: number): string {
  if (decision === 'reject') return `已驳回 ${decided} 件`;
  return marked ? `已审核 ${decided} 件` : `已通过 ${decided} 件`;
}

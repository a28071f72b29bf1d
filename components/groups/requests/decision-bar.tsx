'use client';

import { type FormEvent, useId, useState } from 'react';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { useSelection } from '@/components/list/selection';
import { Button } from '@/components/ui/button';
import { DecisionKeyHint } from '@/components/ui/decision-key';
import { notify } from '@/components/ui/notify';
import { decideManyAction } from '@/lib/groups/requests/actions';
import type { DecideMany } from '@/lib/groups/requests/input';

/** 通过 and 驳回 of all ticked requests. `versions` says in which version each was shown. */
export function DecisionBar({ versions }: { versions: Record<string, number> }) {
  const { ids, clear } = useSelection();
  const [rejecting, setRejecting] = useState(false);
  const { run, pending } = useAction(decideManyAction, {});

  async function decide(decision: DecideMany['decision'], reason?: string): Promise<void> {
    const rows = ids.map((id) => ({ id, version: versions[id] ?? 1 }));
    const outcome = await run({ rows, decision, reason });
    if (!outcome) return;
    if (!outcome.ok) return notify('error', outcome.refusal.message);
    const { decided, refused } = outcome.value;
    if (decided) notify('success', `${decision === 'approve' ? '已通过' : '已驳回'} ${decided} 件`);
    for (const { number, personName, refusal } of refused.slice(0, 5))
      notify('error', `${[number, personName].filter(Boolean).join(' ')}：${refusal?.message ?? ''}`);
    clear();
  }
  if (rejecting)
    return (
      <RejectForm
        count={ids.length}
        pending={pending}
        onCancel={() => setRejecting(false)}
        onReject={(reason) => void decide('reject', reason)}
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

interface RejectFormProps {
  count: number;
  pending: boolean;
  onCancel: () => void;
  onReject: (reason: string) => void;
}

/** The reason is asked for where the button was, and goes for all of them. */
function RejectForm({ count, pending, onCancel, onReject }: RejectFormProps) {
  const id = useId();
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    onReject(String(new FormData(event.currentTarget).get('reason') ?? ''));
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <label htmlFor={id}>审核意见</label>
      <input
        id={id}
        name="reason"
        required
        maxLength={200}
        ref={(box) => box?.focus()}
        placeholder="驳回原因，提交人可见"
        className="input h-8 w-64 border-edge text-sm max-md:h-10 max-md:w-full max-md:text-base"
      />
      <Button size="small" onClick={onCancel}>
        取消
      </Button>
      <SubmitButton size="small" kind="danger" pending={pending}>
        驳回 {count} 件
      </SubmitButton>
    </form>
  );
}

'use client';

import { type FormEvent, useId, useState } from 'react';
import { inputClass } from '@/components/form/input-class';
import { SubmitButton } from '@/components/form/submit-button';
import { decideInParts } from '@/components/groups/requests/decide-in-parts';
import { useSelection } from '@/components/list/selection';
import { Button } from '@/components/ui/button';
import { DecisionKeyHint } from '@/components/ui/decision-key';
import { notify } from '@/components/ui/notify';
import type { DecideMany, SeenRow } from '@/lib/groups/requests/input';

type Decision = DecideMany['decision'];

/** 通过 and 驳回 of everything undecided of the ticked people. `open` says, by person, what that is, as it was shown. */
export function BatchDecisionBar({ open }: { open: Record<string, SeenRow[]> }) {
  const { ids, clear } = useSelection();
  const [rejecting, setRejecting] = useState(false);
  const [pending, setPending] = useState(false);
  const rows = ids.flatMap((id) => open[id] ?? []);

  async function decide(decision: Decision, reason?: string): Promise<void> {
    if (pending) return;
    setPending(true);
    const decided = await decideInParts({ rows, decision, reason });
    setPending(false);
    if (!decided) return;
    notify('success', `${decision === 'approve' ? '已通过' : '已驳回'} ${decided} 件`);
    clear();
    setRejecting(false);
  }
  if (rejecting)
    return (
      <RejectForm
        count={rows.length}
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
        通过 {ids.length} 人 {rows.length} 件
      </SubmitButton>
    </>
  );
}

type RejectFormProps = {
  count: number;
  pending: boolean;
  onCancel: () => void;
  onReject: (reason: string) => void;
};

/** One function, so that the box is given the focus only as it appears, not again with every further tick. */
function focusOnce(box: HTMLInputElement | null): void {
  box?.focus();
}

/** The reason is asked for where the button was, and goes for all of them. */
function RejectForm({ count, pending, onCancel, onReject }: RejectFormProps) {
  const id = useId();
  const [lacking, setLacking] = useState(false);
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    setLacking(!reason);
    if (reason) onReject(reason);
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <label htmlFor={id}>审核意见</label>
      <input
        id={id}
        name="reason"
        aria-required
        aria-invalid={lacking}
        aria-describedby={lacking ? `${id}-error` : undefined}
        maxLength={200}
        ref={focusOnce}
        placeholder="驳回原因，提交人可见"
        className={`input h-8 max-w-64 max-md:h-10 ${inputClass}`}
      />
      {lacking ? (
        <span id={`${id}-error`} role="alert" className="text-error-ink">
          请填写驳回原因
        </span>
      ) : null}
      <Button size="small" onClick={onCancel}>
        取消
      </Button>
      <SubmitButton size="small" kind="danger" pending={pending}>
        驳回 {count} 件
      </SubmitButton>
    </form>
  );
}

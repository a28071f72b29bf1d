'use client';

import { useId, useRef, useState } from 'react';
import type { ButtonKind } from '@/components/ui/button';
import type { DecisionKey } from '@/components/ui/decision-key';
import type { Refusal } from '@/lib/core/errors';
import { inputClass } from './input-class';
import { RefusalNotice } from './refusal-notice';
import type { Action } from './run-action';
import { SubmitButton } from './submit-button';
import { type AfterSuccess, useAction } from './use-action';

export type Decision<Input> = {
  label: string;
  /** The action's whole input but the opinion. */
  input: Input;
  kind?: ButtonKind;
  /** The opinion must be filled in. */
  needsReason?: boolean;
  success: string;
  /** Its single key, for those who have switched such keys on. */
  decide?: DecisionKey;
};

type DecisionFormProps<Input, Value> = Pick<AfterSuccess<Value>, 'next'> & {
  action: Action<Input, Value>;
  decisions: Decision<Input>[];
  /** Key of the opinion in the input, and its label. */
  field: keyof Input & string;
  label?: string;
  /** When the card around it already says so in its title. */
  hideLabel?: boolean;
  hint?: string;
};

/** One opinion box and the ways to decide, side by side: everything in place. */
export function DecisionForm<Input extends object, Value>(props: DecisionFormProps<Input, Value>) {
  const { action, decisions, field, label = '审核意见', hideLabel = false, hint, next } = props;
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const chosen = useRef<Decision<Input>>(undefined);
  const [refusal, setRefusal] = useState<Refusal>();
  const [missing, setMissing] = useState('');
  const { run, pending } = useAction(action, { next, success: () => chosen.current?.success ?? '' });

  async function decide(decision: Decision<Input>): Promise<void> {
    // Another one pressed meanwhile is not sent: nor may it be what is said to have been done.
    if (pending) return;
    const text = box.current?.value.trim() ?? '';
    const lacking = decision.needsReason === true && text === '';
    setMissing(lacking ? `${decision.label}需要填写${label}` : '');
    if (lacking) return box.current?.focus();
    chosen.current = decision;
    setRefusal(undefined);
    const outcome = await run({ ...decision.input, ...(text ? { [field]: text } : {}) });
    if (outcome && !outcome.ok) setRefusal(outcome.refusal);
  }
  return (
    <div className="flex flex-col gap-3">
      <div>
        <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block font-medium'}>
          {label}
        </label>
        <textarea
          ref={box}
          id={id}
          rows={3}
          aria-invalid={missing !== ''}
          aria-describedby={`${id}-error ${id}-hint`}
          className={`textarea ${inputClass}`}
        />
        {missing ? (
          <p id={`${id}-error`} role="alert" className="mt-1 text-error-ink text-xs">
            {missing}
          </p>
        ) : null}
      </div>
      {refusal ? <RefusalNotice refusal={refusal} spelled /> : null}
      <div className="grid auto-cols-fr grid-flow-col gap-2">
        {decisions.map((decision) => (
          <SubmitButton
            key={decision.label}
            type="button"
            kind={decision.kind ?? 'plain'}
            decide={decision.decide}
            pending={pending && chosen.current === decision}
            onClick={() => void decide(decision)}
          >
            {decision.label}
          </SubmitButton>
        ))}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

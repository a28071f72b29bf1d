'use client';

import { type FormEvent, useId, useState } from 'react';
import { v4 as uuid } from 'uuid';
import { Button, type ButtonKind, type ButtonSize } from '@/components/ui/button';
import type { Refusal } from '@/lib/core/errors';
import { LabelText } from './field';
import { inputClass } from './input-class';
import { RefusalNotice } from './refusal-notice';
import type { Action } from './run-action';
import { SubmitButton } from './submit-button';
import { type AfterSuccess, useAction } from './use-action';

type ActionButtonProps<Input, Value> = AfterSuccess<Value> & {
  action: Action<Input, Value>;
  /** Everything but the reason. */
  input: Input;
  label: string;
  kind?: ButtonKind;
  size?: ButtonSize;
  /** Asks for a reason in place before it acts; `field` is its key in the input. */
  reason?: { field: keyof Input & string; label: string; optional?: boolean; placeholder?: string };
  /** Asks this question in place before it acts. */
  confirm?: string;
  /** The button that acts once it has asked; without it the label and kind it had before. */
  answer?: { label: string; kind: ButtonKind };
};

/** One act on one thing. What it needs to know it asks where it stands, without a dialog. */
export function ActionButton<Input extends object, Value>(props: ActionButtonProps<Input, Value>) {
  const { action, input, label, kind, size, reason, confirm, answer } = props;
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  // An input that knows `submissionId` gets one until it has succeeded: sent again, the thing is done once.
  const [submissionId, setSubmissionId] = useState(() => uuid());
  const { run, pending } = useAction(action, props);

  async function act(more: Partial<Record<string, string>> = {}): Promise<void> {
    setRefusal(undefined);
    const sent = 'submissionId' in input ? { ...input, submissionId } : input;
    const outcome = await run({ ...sent, ...more });
    if (outcome?.ok) {
      setOpen(false);
      setSubmissionId(uuid());
    } else if (outcome) setRefusal(outcome.refusal);
  }
  if (open && (reason || confirm)) {
    return (
      <AskInPlace
        {...{ reason, confirm, pending, refusal }}
        answer={answer ?? { label, kind: kind === 'danger' ? 'danger' : 'primary' }}
        onCancel={() => setOpen(false)}
        onAnswer={(text) => void act(reason ? { [reason.field]: text } : {})}
      />
    );
  }
  return (
    <>
      <SubmitButton
        type="button"
        kind={kind ?? 'plain'}
        size={size}
        pending={pending}
        onClick={() => (reason || confirm ? setOpen(true) : void act())}
      >
        {label}
      </SubmitButton>
      {refusal ? <RefusalNotice refusal={refusal} spelled /> : null}
    </>
  );
}

type AskProps = {
  confirm?: string | undefined;
  answer: { label: string; kind: ButtonKind };
  reason?: { label: string; optional?: boolean; placeholder?: string } | undefined;
  pending: boolean;
  refusal: Refusal | undefined;
  onCancel: () => void;
  onAnswer: (text: string) => void;
};

/** The person has just asked for this box. */
function focusOnce(box: HTMLTextAreaElement | null): void {
  box?.focus();
}

function AskInPlace({ answer, reason, confirm, pending, refusal, onCancel, onAnswer }: AskProps) {
  const [missing, setMissing] = useState(false);
  const id = useId();
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const lacking = reason !== undefined && !reason.optional && text === '';
    setMissing(lacking);
    if (!lacking) onAnswer(text);
  }
  return (
    <form
      onSubmit={submit}
      className="flex w-full max-w-md flex-col gap-2 rounded-md border border-base-300 bg-base-100 p-3"
    >
      {confirm ? <p>{confirm}</p> : null}
      {reason ? (
        <>
          <label htmlFor={id} className="font-medium">
            <LabelText required={!reason.optional}>{reason.label}</LabelText>
          </label>
          <textarea
            id={id}
            name="reason"
            rows={3}
            ref={focusOnce}
            placeholder={reason.placeholder}
            aria-required={!reason.optional}
            aria-invalid={missing}
            aria-describedby={`${id}-error`}
            className={`textarea ${inputClass}`}
          />
          {missing ? (
            <p id={`${id}-error`} role="alert" className="text-error-ink text-xs">
              请填写{reason.label}
            </p>
          ) : null}
        </>
      ) : null}
      {refusal ? <RefusalNotice refusal={refusal} spelled /> : null}
      <div className="flex gap-2">
        <SubmitButton pending={pending} kind={answer.kind}>
          {answer.label}
        </SubmitButton>
        <Button onClick={onCancel}>取消</Button>
      </div>
    </form>
  );
}

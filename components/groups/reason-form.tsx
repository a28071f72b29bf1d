'use client';

import { type FormEvent, useId, useState } from 'react';
import { SubmitButton } from '@/components/form/submit-button';
import { Button } from '@/components/ui/button';

interface ReasonFormProps {
  label: string;
  placeholder: string;
  /** Those most often given, to be taken with one click and changed as needed. */
  reasons: readonly string[];
  submit: string;
  kind: 'primary' | 'danger';
  pending: boolean;
  /** Whether the person has just asked for it, and writes next. */
  focused?: boolean;
  onCancel: () => void;
  onReason: (reason: string) => void;
}

/** One function, so that the box is given the focus only as it appears. */
function focusOnce(box: HTMLInputElement | null): void {
  box?.focus();
}

/** A reason for all ticked rows, asked for where the button was. */
export function ReasonForm({
  label,
  placeholder,
  reasons,
  submit,
  kind,
  pending,
  focused = true,
  onCancel,
  onReason,
}: ReasonFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [sent, setSent] = useState(false);
  const lacking = sent && !text.trim();
  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSent(true);
    if (text.trim()) onReason(text.trim());
  }
  return (
    <form noValidate onSubmit={send} className="flex flex-wrap items-center gap-2">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name="reason"
        aria-required
        aria-invalid={lacking}
        aria-describedby={lacking ? `${id}-error` : undefined}
        maxLength={200}
        ref={focused ? focusOnce : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={placeholder}
        className="input h-8 w-64 border-edge text-sm aria-invalid:border-danger max-md:h-10 max-md:w-full max-md:text-base"
      />
      {lacking ? (
        <span id={`${id}-error`} role="alert" className="text-error-ink">
          请填写{label}
        </span>
      ) : null}
      {reasons.map((reason) => (
        <button
          key={reason}
          type="button"
          aria-pressed={text === reason}
          onClick={() => setText(reason)}
          className="min-h-8 rounded-full border border-base-300 bg-base-100 px-3 hover:border-edge aria-pressed:border-info-edge aria-pressed:text-link max-md:min-h-9"
        >
          {reason}
        </button>
      ))}
      <span className="ml-auto flex gap-2">
        <Button size="small" onClick={onCancel}>
          取消
        </Button>
        <SubmitButton size="small" kind={kind} pending={pending}>
          {submit}
        </SubmitButton>
      </span>
    </form>
  );
}

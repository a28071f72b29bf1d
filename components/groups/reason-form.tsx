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
  onCancel: () => void;
  onReason: (reason: string) => void;
}

/** A reason for all ticked rows, asked for where the button was. */
export function ReasonForm({
  label,
  placeholder,
  reasons,
  submit,
  kind,
  pending,
  onCancel,
  onReason,
}: ReasonFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    onReason(text.trim());
  }
  return (
    <form onSubmit={send} className="flex flex-wrap items-center gap-2">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name="reason"
        required
        maxLength={200}
        ref={(box) => {
          if (box && !box.value) box.focus();
        }}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={placeholder}
        className="input h-8 w-64 border-edge text-sm max-md:h-10 max-md:w-full max-md:text-base"
      />
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

'use client';

import type { ComponentProps } from 'react';
import { Field, type FieldProps } from './field';
import { inputClass } from './input-class';
import { useInput } from './use-input';

type TextFieldProps = FieldProps &
  Pick<
    ComponentProps<'input'>,
    'autoComplete' | 'autoFocus' | 'inputMode' | 'maxLength' | 'placeholder' | 'readOnly' | 'spellCheck'
  > & {
    type?: 'text' | 'tel' | 'email' | 'search' | 'number' | 'date' | 'time';
  };

/** One line of text, a number (the value is a number, or NaN when empty), or a time. */
export function TextField({ name, label, hint, required, type = 'text', ...input }: TextFieldProps) {
  const box = useInput(name, { valueAsNumber: type === 'number' });
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      {(wiring) => (
        <input {...input} {...wiring} {...box} type={type} className={`input h-10 ${inputClass}`} />
      )}
    </Field>
  );
}

/** A calendar day as `2026-11-22`; the browser's own picker. */
export function DateField({
  min,
  max,
  name,
  label,
  hint,
  required,
}: FieldProps & { min?: string; max?: string }) {
  const box = useInput(name);
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      {(wiring) => (
        <input {...wiring} {...box} type="date" min={min} max={max} className={`input h-10 ${inputClass}`} />
      )}
    </Field>
  );
}

type TextAreaProps = FieldProps & Pick<ComponentProps<'textarea'>, 'maxLength' | 'placeholder' | 'rows'>;

export function TextArea({ name, label, hint, required, rows = 3, ...input }: TextAreaProps) {
  const box = useInput(name);
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      {(wiring) => (
        <textarea
          {...input}
          {...wiring}
          {...box}
          rows={rows}
          className={`textarea min-h-20 leading-6 ${inputClass}`}
        />
      )}
    </Field>
  );
}

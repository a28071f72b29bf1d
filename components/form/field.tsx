'use client';

import { type ReactNode, useId } from 'react';
import { useFormContext, useFormState } from 'react-hook-form';

export type FieldProps = {
  /** Path of the value in the form's schema. */
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
};

/** What an input needs so that its label, hint and error belong to it. */
export type FieldWiring = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
  'aria-required': boolean | undefined;
};

/** Reads one field's error from the form around it. */
export function useFieldError(name: string): string | undefined {
  const { control, getFieldState } = useFormContext();
  return getFieldState(name, useFormState({ control, name })).error?.message;
}

/** Label above, input, hint and error below. */
export function Field({
  name,
  label,
  hint,
  required = false,
  children,
}: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId();
  const error = useFieldError(name);
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium">
        <LabelText required={required}>{label}</LabelText>
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error !== undefined,
        'aria-required': required || undefined,
      })}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}

/** The star of a required field is drawn, not written: the label's name stays what it says. */
export function LabelText({ required, children }: { required: boolean; children: ReactNode }) {
  return (
    <span className={required ? "after:ml-0.5 after:text-error-ink after:content-['*'_/_'']" : ''}>
      {children}
    </span>
  );
}

export function FieldNotes({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }) {
  return (
    <>
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-muted text-xs">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-error-ink text-xs">
          {error}
        </p>
      ) : null}
    </>
  );
}

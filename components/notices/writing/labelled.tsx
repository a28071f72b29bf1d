'use client';

import { type ReactNode, useId } from 'react';
import { FieldNotes, type FieldWiring, LabelText } from '@/components/form/field';

type LabelledProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** At the right end of the label's line: a count, a button. */
  aside?: ReactNode;
  children: (wiring: FieldWiring) => ReactNode;
};

/** A field of a form that holds its values itself: label above, hint and error below. */
export function Labelled({ label, hint, error, required = false, aside, children }: LabelledProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="min-w-0">
      <div className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <label htmlFor={id} className="font-medium">
          <LabelText required={required}>{label}</LabelText>
        </label>
        {aside ? <span className="ml-auto flex flex-wrap gap-2">{aside}</span> : null}
      </div>
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

'use client';

import { useState } from 'react';
import { useController } from 'react-hook-form';
import { allowedTypes, maxFileBytes } from '@/lib/files/rules';
import { Field, type FieldProps } from './field';
import { inputClass } from './input-class';
import { sendFile } from './send-file';

const accept = Object.keys(allowedTypes)
  .map((type) => `.${type}`)
  .join(',');
const fileHint = `${Object.keys(allowedTypes).join('、')}，不超过 ${maxFileBytes / 1024 / 1024} MB`;

/** Uploads one file as soon as it is chosen; the form's value is its id, '' while there is none. */
export function FileField({ name, label, hint = fileHint, required }: FieldProps) {
  const { field } = useController({ name });
  const [state, setState] = useState<{ text: string; failed?: boolean }>();

  async function choose(file: File | undefined): Promise<void> {
    field.onChange('');
    if (!file) return setState(undefined);
    setState({ text: `正在上传 ${file.name}…` });
    const outcome = await sendFile(file);
    if (!outcome.ok) return setState({ text: outcome.refusal.message, failed: true });
    field.onChange(outcome.value.id);
    setState({ text: `已上传 ${outcome.value.name}` });
  }
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            ref={field.ref}
            type="file"
            accept={accept}
            className={`h-10 cursor-pointer rounded-md border py-1 pl-1 file:mr-3 file:h-8 file:cursor-pointer file:rounded file:border-0 file:bg-soft file:px-3 ${inputClass}`}
            onChange={(event) => void choose(event.target.files?.[0])}
            onBlur={field.onBlur}
          />
          <p role="status" className={`mt-1 text-xs ${state?.failed ? 'text-error-ink' : 'text-muted'}`}>
            {state?.text}
          </p>
        </>
      )}
    </Field>
  );
}

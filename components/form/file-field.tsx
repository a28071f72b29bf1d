'use client';

import { useRef, useState } from 'react';
import { useController } from 'react-hook-form';
import { maxFileBytes, uploadUses } from '@/lib/files/rules';
import { Field, type FieldProps } from './field';
import { FileInput } from './file-input';
import { sendFile } from './send-file';

const accept = uploadUses.attachment.map((type) => `.${type}`).join(',');
const fileHint = `${uploadUses.attachment.join('、')}，不超过 ${maxFileBytes / 1024 / 1024} MB`;

/** Uploads one file as soon as it is chosen; the form's value is its id, '' while there is none. */
export function FileField({ name, label, hint = fileHint, required }: FieldProps) {
  const { field } = useController({ name });
  const [state, setState] = useState<{ text: string; failed?: boolean }>();
  const latest = useRef<File>(undefined);

  async function choose(file: File | undefined): Promise<void> {
    field.onChange('');
    latest.current = file;
    if (!file) return setState(undefined);
    setState({ text: `正在上传 ${file.name}…` });
    const outcome = await sendFile(file);
    // Another was chosen while this one was under way.
    if (latest.current !== file) return;
    if (!outcome.ok) return setState({ text: outcome.refusal.message, failed: true });
    field.onChange(outcome.value.id);
    setState({ text: `已上传 ${outcome.value.name}` });
  }
  return (
    <Field name={name} label={label} hint={hint} required={required}>
      {(wiring) => (
        <>
          <FileInput
            {...wiring}
            ref={field.ref}
            accept={accept}
            onChoose={(file) => void choose(file)}
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

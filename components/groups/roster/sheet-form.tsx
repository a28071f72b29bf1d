'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { FileInput } from '@/components/form/file-input';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { sendFile } from '@/components/form/send-file';
import { SubmitButton } from '@/components/form/submit-button';
import type { Refusal } from '@/lib/core/errors';

interface SheetFormProps {
  /** The route that takes the file. */
  to: string;
  /** Where to go with the id it answers. */
  next: string;
  submit: string;
  hint: string;
}

/** Sends a sheet and goes on to what was found in it. */
export function SheetForm({ to, next, submit, hint }: SheetFormProps) {
  const router = useRouter();
  const id = useId();
  const [file, setFile] = useState<File>();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (pending) return;
    if (!file) return setRefusal({ code: 'invalid', message: '请先选择 Excel 文件' });
    setRefusal(undefined);
    setPending(true);
    const outcome = await sendFile<{ id: string }>(file, to);
    if (outcome.ok) return router.push(`${next}${outcome.value.id}`);
    setPending(false);
    setRefusal(outcome.refusal);
  }
  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-3">
      <div>
        <label htmlFor={id} className="mb-1 block font-medium">
          Excel 文件
        </label>
        <FileInput
          id={id}
          accept=".xlsx"
          aria-describedby={`${id}-hint`}
          onChoose={(chosen) => {
            setRefusal(undefined);
            setFile(chosen);
          }}
        />
        <p id={`${id}-hint`} className="mt-1 text-muted text-xs">
          {hint}
        </p>
      </div>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <div className="flex items-center gap-3">
        <SubmitButton pending={pending}>{submit}</SubmitButton>
        <p role="status" className="text-muted">
          {pending ? '正在上传并逐行核对，请稍候…' : null}
        </p>
      </div>
    </form>
  );
}

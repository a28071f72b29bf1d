'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type RefObject, useId, useRef, useState } from 'react';
import { FileInput } from '@/components/form/file-input';
import { inputClass } from '@/components/form/input-class';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { sendFile } from '@/components/form/send-file';
import { SubmitButton } from '@/components/form/submit-button';
import { Card } from '@/components/ui/card';
import { notify } from '@/components/ui/notify';
import type { Refusal } from '@/lib/core/errors';
import {
  categoryChoices,
  type ImportOutcome,
  mostWeightyAtOnce,
  severityChoices,
  weightyHint,
} from '@/lib/dictionaries/rules';
import { importAddress } from './import-address';
import { ImportPreview } from './import-preview';

/** The form's list as a file, whichever way it was given; undefined when there is none. */
function listOf(form: HTMLFormElement, file: File | undefined): File | undefined {
  if (file) return file;
  const text = String(new FormData(form).get('text') ?? '');
  return text.trim() ? new File([text], '粘贴.txt', { type: 'text/plain' }) : undefined;
}

/** Sends the list, to be checked or to be imported. */
function useImport(form: RefObject<HTMLFormElement | null>) {
  const router = useRouter();
  const [file, setFile] = useState<File>();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [outcome, setOutcome] = useState<ImportOutcome>();
  // What is being checked is what the form says as long as nothing was changed since.
  const changes = useRef(0);

  async function send(apply: boolean): Promise<void> {
    const list = form.current ? listOf(form.current, file) : undefined;
    if (pending || !form.current) return;
    if (!list) return setRefusal({ code: 'invalid', message: '请粘贴词条或选择文件' });
    setRefusal(undefined);
    setPending(true);
    const asked = changes.current;
    const answer = await sendFile<ImportOutcome>(list, importAddress(new FormData(form.current), apply));
    setPending(false);
    if (!answer.ok) return setRefusal(answer.refusal);
    const { number, fresh } = answer.value;
    // Of another list than stands there now: whoever confirmed it would import what he has not seen checked.
    if (number === null) return asked === changes.current ? setOutcome(answer.value) : undefined;
    notify('success', `已导入 ${fresh.toLocaleString('en-US')} 条，词库更新到第 ${number} 版`);
    router.push(`/admin/screening/versions/${number}`);
  }
  /** What was checked is no longer what the form says. */
  function forget(): void {
    changes.current += 1;
    setOutcome(undefined);
    setRefusal(undefined);
  }
  return { send, forget, setFile, pending, refusal, outcome };
}

type PickProps = {
  name: string;
  label: string;
  choices: readonly { value: string; label: string }[];
  initial: string;
};

function Pick({ name, label, choices, initial }: PickProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <select id={id} name={name} defaultValue={initial} className={`select h-10 ${inputClass}`}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Takes a list of words over, pasted or from a file: checked first, and written when it has been looked at. */
export function ImportForm() {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { send, forget, setFile, pending, refusal, outcome } = useImport(form);
  function check(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void send(outcome !== undefined);
  }
  return (
    <form ref={form} onSubmit={check} className="grid items-start gap-4 lg:grid-cols-2">
      <Card title="词表">
        <div className="flex flex-col gap-4" onChange={forget}>
          <div className="grid gap-4 sm:grid-cols-2">
            <Pick name="category" label="类别" choices={categoryChoices} initial="1" />
            <Pick name="severity" label="级别" choices={severityChoices} initial="hint" />
          </div>
          <div>
            <label htmlFor={`${id}-text`} className="mb-1 block font-medium">
              粘贴词条
            </label>
            <textarea
              id={`${id}-text`}
              name="text"
              rows={8}
              className={`textarea min-h-20 leading-6 ${inputClass}`}
              aria-describedby={`${id}-hint`}
            />
          </div>
          <div>
            <label htmlFor={`${id}-file`} className="mb-1 block font-medium">
              或选择文件
            </label>
            <FileInput
              id={`${id}-file`}
              accept=".xlsx,.txt"
              aria-describedby={`${id}-hint`}
              onChoose={setFile}
            />
          </div>
          <p id={`${id}-hint`} className="text-muted text-xs">
            每行一个词条，需要说明的用制表符隔开；Excel
            列名为“词条”“说明”，也可直接用导出的词库。选了文件则以文件为准。超过 {mostWeightyAtOnce}{' '}
            条只能作为“提示”；{weightyHint}。
          </p>
        </div>
        <div className="mt-4 flex flex-col gap-3">
          {refusal ? <RefusalNotice refusal={refusal} /> : null}
          {outcome ? null : (
            <div className="flex items-center gap-3">
              <SubmitButton pending={pending}>核对</SubmitButton>
              <p role="status" className="text-muted">
                {pending ? '正在逐条核对，请稍候…' : null}
              </p>
            </div>
          )}
        </div>
      </Card>
      {outcome ? <ImportPreview outcome={outcome} pending={pending} /> : null}
    </form>
  );
}

'use client';

import { Paperclip, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { v4 as uuid } from 'uuid';
import { FieldNotes } from '@/components/form/field';
import { buttonClass } from '@/components/ui/button';
import { useReady } from '@/components/ui/use-ready';
import { maxFileBytes, uploadUses } from '@/lib/files/rules';
import { mostFiles } from '@/lib/notices/rules/attachments';
import type { Problems } from '@/lib/notices/rules/checks';
import type { FormFile } from '@/lib/notices/writing/queries/form';
import { sizeText } from '../attachments/size-text';
import { sendWatched } from './send-watched';
import type { NoticeFormState } from './use-notice-form';

const megabytes = maxFileBytes / 1024 / 1024;
const accept = uploadUses.attachment.map((type) => `.${type}`).join(',');

/** An upload under way, or one that was refused. */
interface Sending {
  key: string;
  name: string;
  part: number;
  problem?: string;
}

function useUploads({ form, addFile }: NoticeFormState) {
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const change = (key: string, part: Partial<Sending>) =>
    setSending((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: string) => setSending((before) => before.filter((one) => one.key !== key));

  async function send(file: File, key: string): Promise<void> {
    if (file.size > maxFileBytes) return change(key, { problem: `不能超过 ${megabytes} MB` });
    const outcome = await sendWatched(file, (part) => change(key, { part }));
    if (!outcome.ok) return change(key, { problem: outcome.refusal.message });
    addFile(outcome.value);
    drop(key);
  }
  /** One after the other: together they would only be slower each. */
  async function add(files: readonly File[]): Promise<void> {
    const room = mostFiles - form.files.length - sending.length;
    const queued = files.map((file, index) => ({
      file,
      one: {
        key: uuid(),
        name: file.name,
        part: 0,
        ...(index < room ? {} : { problem: `最多 ${mostFiles} 个附件` }),
      },
    }));
    setSending((before) => [...before, ...queued.map(({ one }) => one)]);
    for (const { file, one } of queued) if (!('problem' in one)) await send(file, one.key);
  }
  return { sending, add, drop };
}

type FilesPartProps = { state: NoticeFormState; problems: Problems };

/** 附件: several, each sent as soon as it is chosen. */
export function FilesPart({ state, problems }: FilesPartProps) {
  const id = useId();
  const ready = useReady();
  const input = useRef<HTMLInputElement>(null);
  const { sending, add, drop } = useUploads(state);
  const { files } = state.form;
  return (
    <div>
      <div className="flex flex-wrap items-center gap-3">
        <label htmlFor={id} className="font-medium">
          附件
        </label>
        <span className="relative">
          <input
            id={id}
            ref={input}
            type="file"
            multiple
            accept={accept}
            disabled={!ready || files.length >= mostFiles}
            aria-describedby={`${id}-hint`}
            aria-invalid={problems.fileIds !== undefined}
            onChange={(event) => {
              void add([...(event.target.files ?? [])]);
              // The same file may be chosen again after it was removed.
              event.target.value = '';
            }}
            className="peer absolute inset-0 size-full cursor-pointer opacity-0"
          />
          <span
            aria-hidden
            className={`${buttonClass('plain', 'small')} peer-focus-visible:outline-2 peer-focus-visible:outline-primary`}
          >
            <Paperclip className="size-4" />
            添加附件
          </span>
        </span>
      </div>
      <ul aria-label="已添加的附件" className="mt-2 flex flex-col gap-1.5 empty:hidden">
        {files.map((file) => (
          <Attached key={file.id} file={file} onRemove={() => state.removeFile(file.id)} />
        ))}
        {sending.map((one) => (
          <Under key={one.key} one={one} onDrop={() => drop(one.key)} />
        ))}
      </ul>
      <FieldNotes
        id={id}
        hint={`${uploadUses.attachment.join('、')}，每个不超过 ${megabytes} MB；名称须在正文写明（制度 3.2.2）`}
        error={problems.fileIds}
      />
    </div>
  );
}

const lineClass = 'flex min-h-9 items-center gap-2 rounded-md border border-base-300 pl-3';

function Attached({ file, onRemove }: { file: FormFile; onRemove: () => void }) {
  return (
    <li className={lineClass}>
      <a href={`/api/files/${file.id}`} className="min-w-0 flex-1 break-all text-link hover:underline">
        {file.name}
      </a>
      <span className="shrink-0 text-muted text-xs">{sizeText(file.size)}</span>
      <Remove label={`删除附件 ${file.name}`} onRemove={onRemove} />
    </li>
  );
}

function Under({ one: { name, part, problem }, onDrop }: { one: Sending; onDrop: () => void }) {
  return (
    <li className={lineClass}>
      <span className="min-w-0 flex-1 break-all">{name}</span>
      {problem === undefined ? (
        <progress
          className="progress progress-primary w-24 shrink-0"
          value={Math.round(part * 100)}
          max={100}
          aria-label={`正在上传 ${name}`}
        />
      ) : (
        <>
          <span role="alert" className="text-error-ink text-xs">
            {problem}
          </span>
          <Remove label={`去掉 ${name}`} onRemove={onDrop} />
        </>
      )}
    </li>
  );
}

function Remove({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onRemove}
      className="grid size-9 shrink-0 place-items-center rounded-md hover:bg-soft"
    >
      <X aria-hidden className="size-4" />
    </button>
  );
}

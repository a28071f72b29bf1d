'use client';

import { type ChangeEvent, type ClipboardEvent, useId, useState } from 'react';
import { ask } from '@/components/form/ask';
import { FileInput } from '@/components/form/file-input';
import { inputClass } from '@/components/form/input-class';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { sendFile } from '@/components/form/send-file';
import { Button } from '@/components/ui/button';
import { useReady } from '@/components/ui/use-ready';
import type { Refusal, Result } from '@/lib/core/errors';
import { type JoinRow, mostLines, mostRows, rowsOf } from '@/lib/groups/joining/rules/rows';
import { PickBox } from './pick-box';

type PeoplePartProps = {
  /** What stands in the box for lines and is in no list yet. */
  typed: string;
  onTyped: (text: string) => void;
  /** @returns how many found no room */
  onAdd: (rows: readonly Partial<JoinRow>[]) => number;
};

const tooLong: Refusal = {
  code: 'invalid',
  message: `一次最多粘贴 ${mostLines.toLocaleString('en-US')} 行，更多请从 Excel 导入`,
};

/** Three ways to name people: picked, pasted, from a sheet. Each adds to the same list. */
export function PeoplePart({ typed, onTyped, onAdd }: PeoplePartProps) {
  const [busy, setBusy] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();

  /** @returns whether they were taken */
  async function take(saying: string, reading: Promise<Result<{ rows: string }>>): Promise<boolean> {
    setRefusal(undefined);
    setBusy(saying);
    const outcome = await reading;
    setBusy('');
    if (!outcome.ok) {
      setRefusal(outcome.refusal);
      return false;
    }
    const left = onAdd(rowsOf(outcome.value.rows).map(({ key: _, ...row }) => row));
    if (left)
      setRefusal({
        code: 'invalid',
        message: `名单最多 ${mostRows.toLocaleString('en-US')} 人，有 ${left} 人没有加入`,
      });
    return true;
  }
  async function takeLines(text: string): Promise<boolean> {
    if (text.split('\n').length <= mostLines)
      return take('正在读取名单…', ask<{ rows: string }>('/api/joins/read', { text }));
    setRefusal(tooLong);
    return false;
  }
  return (
    <div className="flex flex-col gap-4">
      <PickBox
        label="人员"
        source="/api/options/join-people"
        placeholder="姓名、拼音或首字母"
        hint="选中一位即加入名单，可接着选下一位"
        onPick={({ value, label }) => onAdd([{ personId: value, name: label }])}
      />
      <PasteBox text={typed} reading={busy !== ''} onChange={onTyped} onText={takeLines} />
      <div>
        <p className="mb-1 flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">从 Excel 导入</span>
          <a href="/api/joins/template" download className="text-link hover:underline">
            下载模板
          </a>
        </p>
        <FileInput
          accept=".xlsx"
          aria-label="从 Excel 导入"
          disabled={busy !== ''}
          onChoose={(file) =>
            file && void take('正在上传并读取表格…', sendFile<{ rows: string }>(file, '/api/files/joins'))
          }
        />
      </div>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <p role="status" className="text-muted empty:hidden">
        {busy}
      </p>
    </div>
  );
}

type PasteBoxProps = {
  text: string;
  /** What is read is cleared afterwards: until then nothing may be typed that would go with it, nor be sent twice. */
  reading: boolean;
  onChange: (text: string) => void;
  /** @returns whether the lines were taken into the list */
  onText: (text: string) => Promise<boolean>;
};

/** Whatever is pasted is read at once; what is typed, when the button says so. */
function PasteBox({ text, reading, onChange, onText }: PasteBoxProps) {
  const ready = useReady();
  const id = useId();

  async function send(lines: string): Promise<void> {
    onChange((await onText(lines)) ? '' : lines);
  }
  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData('text/plain');
    if (text || reading || !pasted.trim()) return;
    event.preventDefault();
    onChange(pasted);
    void send(pasted);
  }
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        粘贴名单
      </label>
      <textarea
        id={id}
        rows={4}
        value={text}
        readOnly={!ready || reading}
        aria-describedby={`${id}-hint`}
        placeholder={'张三 13800000001 网格员\n李四 13800000002 社工'}
        onPaste={onPaste}
        onChange={(event: ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value)}
        className={`textarea min-h-24 leading-6 ${inputClass}`}
      />
      <p id={`${id}-hint`} className="mt-1 text-muted text-xs">
        每行一人：姓名、手机号、职务、单位，先后和分隔符号不限；从表格、微信中复制的都可以直接粘贴
      </p>
      {text.trim() ? (
        <Button size="small" className="mt-2" disabled={reading} onClick={() => void send(text)}>
          加入名单
        </Button>
      ) : null}
    </div>
  );
}

import { useId } from 'react';
import { inputClass } from '@/components/form/input-class';
import { SubmitButton } from '@/components/form/submit-button';
import { Card } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import type { ImportOutcome } from '@/lib/dictionaries/rules';

const counted = (count: number) => `${count.toLocaleString('en-US')} 条`;

function Faults({ outcome: { faults, faulty } }: { outcome: ImportOutcome }) {
  if (!faulty) return null;
  return (
    <Notice tone="warning" title={`${counted(faulty)}有错误，不会导入`}>
      <ul className="max-h-40 overflow-auto">
        {faults.map(({ line, word, message }) => (
          <li key={line}>
            第 {line} 行 {word}：{message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What importing would do; inside the import form, whose reason and button it brings. */
export function ImportPreview({ outcome, pending }: { outcome: ImportOutcome; pending: boolean }) {
  const id = useId();
  const { fresh, known, repeated, sample } = outcome;
  return (
    <Card title="核对结果">
      <div className="flex flex-col gap-4">
        <DefinitionList
          columns={1}
          items={[
            { term: '新词条', value: <strong className="tabular-nums">{counted(fresh)}</strong> },
            { term: '词库已有', value: `${counted(known)}，保持不变` },
            { term: '表内重复', value: counted(repeated) },
            ...(sample.length
              ? [{ term: fresh > sample.length ? '其中' : '词条', value: sample.join('、') }]
              : []),
          ]}
        />
        <Faults outcome={outcome} />
        {fresh ? (
          <>
            <div>
              <label htmlFor={id} className="mb-1 block font-medium">
                导入原因
              </label>
              <input
                id={id}
                name="reason"
                required
                minLength={2}
                maxLength={200}
                autoComplete="off"
                className={`input h-10 ${inputClass}`}
              />
            </div>
            <div>
              <SubmitButton pending={pending}>导入 {counted(fresh)}</SubmitButton>
            </div>
          </>
        ) : (
          <Notice>没有新的词条，无需导入。</Notice>
        )}
      </div>
    </Card>
  );
}

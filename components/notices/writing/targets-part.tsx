'use client';

import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { FieldNotes, LabelText } from '@/components/form/field';
import { Button } from '@/components/ui/button';
import { useReady } from '@/components/ui/use-ready';
import type { Problems } from '@/lib/notices/rules/checks';
import type { TargetGroup } from '@/lib/notices/writing/queries/groups';
import { TargetPicker } from './target-picker';
import type { NoticeFormState } from './use-notice-form';

const number = (count: number) => count.toLocaleString('zh-CN');

const shownCount = (people: number | null): string => (people === null ? '…' : number(people));

type TargetsPartProps = {
  state: NoticeFormState;
  /** Those of the author's last notice. */
  last: readonly TargetGroup[];
  /** How many people they come to, each once; null while that is not known. */
  people: number | null;
  problems: Problems;
};

/** 目标群: those chosen, with how many people they come to. */
export function TargetsPart({ state, last, people, problems }: TargetsPartProps) {
  const { groups } = state.form;
  const [open, setOpen] = useState(false);
  const id = useId();
  const ready = useReady();
  const again = groups.length ? [] : last;
  const alone = groups.length === 1 ? groups[0] : undefined;
  return (
    <fieldset aria-describedby={`${id}-error`} className="min-w-0">
      <legend className="mb-1 font-medium">
        <LabelText required>目标群</LabelText>
      </legend>
      <Chosen groups={groups} onRemove={(group) => state.removeGroups(new Set([group]))} />
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" disabled={!ready} onClick={() => setOpen(true)}>
          {groups.length ? '增减目标群' : '选择目标群'}
        </Button>
        {again.length ? (
          <Button size="small" kind="quiet" disabled={!ready} onClick={() => state.addGroups(again)}>
            {again.length === 1 ? `上次：${again[0]?.name}` : `与上次相同的 ${again.length} 个群`}
          </Button>
        ) : null}
        <span role="status" className="text-muted">
          {groups.length
            ? `共 ${groups.length} 个群，${shownCount(alone?.people ?? people)} 人${groups.length > 1 ? '（不重复计）' : ''}`
            : ''}
        </span>
      </div>
      <FieldNotes id={id} hint={null} error={problems.groupIds} />
      <TargetPicker
        open={open}
        chosen={groups}
        onClose={() => setOpen(false)}
        onAdd={state.addGroups}
        onRemove={state.removeGroups}
      />
    </fieldset>
  );
}

type ChosenProps = { groups: readonly TargetGroup[]; onRemove: (id: string) => void };

function Chosen({ groups, onRemove }: ChosenProps) {
  if (!groups.length) return null;
  return (
    <ul aria-label="已选的目标群" className="mb-2 flex max-h-40 flex-wrap gap-2 overflow-auto">
      {groups.map(({ id, name, people }) => (
        <li
          key={id}
          className="flex min-h-8 items-center rounded-full border border-info-edge bg-info-soft pl-3 max-md:min-h-9"
        >
          {name}
          <span className="ml-1 text-muted text-xs tabular-nums">{number(people)} 人</span>
          <button
            type="button"
            aria-label={`去掉 ${name}`}
            onClick={() => onRemove(id)}
            className="grid size-8 place-items-center rounded-full hover:bg-base-100"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}

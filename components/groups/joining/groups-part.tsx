'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import type { Option } from '@/components/form/option-finder';
import type { FormGroup, RecentGroups } from '@/lib/groups/joining/queries/form';
import { PickBox } from './pick-box';

const source = '/api/options/join-groups';

/** The group a word names: the one called so, or the only one found by it. */
async function groupNamed(word: string): Promise<FormGroup | null> {
  try {
    const reply = await fetch(`${source}?q=${encodeURIComponent(word)}`);
    const { options = [] }: { options?: Option[] } = await reply.json();
    const found =
      options.find(({ label }) => label === word) ?? (options.length === 1 ? options[0] : undefined);
    return found ? { id: found.value, name: found.label } : null;
  } catch {
    return null;
  }
}

type GroupsPartProps = {
  groups: readonly FormGroup[];
  recent: RecentGroups;
  onAdd: (groups: readonly FormGroup[]) => void;
  onRemove: (id: string) => void;
};

/** The groups everybody of the list is to join; those asked for lately are one click away. */
export function GroupsPart({ groups, recent, onAdd, onRemove }: GroupsPartProps) {
  const [unknown, setUnknown] = useState<string[]>([]);
  const chosen = new Set(groups.map(({ id }) => id));
  const offered = recent.recent.filter(({ id }) => !chosen.has(id));
  const last = recent.last.filter(({ id }) => !chosen.has(id));

  async function addNamed(words: string[]): Promise<void> {
    const found = await Promise.all(words.map(groupNamed));
    onAdd(found.filter((group) => group !== null));
    setUnknown(words.filter((_, i) => found[i] === null));
  }
  return (
    <div className="flex flex-col gap-3">
      <PickBox
        label="工作群"
        required
        source={source}
        placeholder="群名、拼音或首字母"
        hint="可一次输入或粘贴多个群名，用顿号或空格隔开，按回车加入"
        onPick={({ value, label }) => onAdd([{ id: value, name: label }])}
        onSeveral={(words) => void addNamed(words)}
      />
      <p role="status" className="text-error-ink empty:hidden">
        {unknown.length ? `没有找到：${unknown.join('、')}，请输入群的全名或逐个选择` : ''}
      </p>
      {groups.length ? (
        <ul aria-label="已选的工作群" className="flex flex-wrap gap-2">
          {groups.map(({ id, name }) => (
            <li
              key={id}
              className="flex min-h-8 items-center rounded-full border border-info-edge bg-info-soft pl-3 max-md:min-h-9"
            >
              {name}
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
      ) : null}
      {offered.length ? (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="mb-1 text-muted text-xs">最近申请过</legend>
          {last.length > 1 ? (
            <Suggestion label={`与上一批相同的 ${recent.last.length} 个群`} onTake={() => onAdd(last)} />
          ) : null}
          {offered.map((group) => (
            <Suggestion key={group.id} label={group.name} onTake={() => onAdd([group])} />
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

/** Something to be taken over with one click. */
export function Suggestion({ label, onTake }: { label: string; onTake: () => void }) {
  return (
    <button
      type="button"
      onClick={onTake}
      className="min-h-8 rounded-full border border-base-300 bg-base-100 px-3 hover:border-edge max-md:min-h-9"
    >
      {label}
    </button>
  );
}

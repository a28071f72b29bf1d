'use client';

import { useEffect, useState } from 'react';
import { inputClass } from '@/components/form/input-class';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { platformNames } from '@/lib/groups/rules';
import { unitKindNames } from '@/lib/identity/units/rules';
import { mostGroups } from '@/lib/notices/rules/checks';
import type { TargetGroup } from '@/lib/notices/writing/queries/groups';

const source = '/api/options/notice-targets';

/** The groups one may write to, read when they are first wanted; null until then, a sentence when they cannot be read. */
function useTargets(wanted: boolean): { groups: readonly TargetGroup[] | null; problem: string } {
  const [groups, setGroups] = useState<readonly TargetGroup[] | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    if (!wanted || groups) return;
    const stop = new AbortController();
    async function read(): Promise<void> {
      try {
        const reply = await fetch(source, { signal: stop.signal });
        const { options, message }: { options?: TargetGroup[]; message?: string } = await reply.json();
        if (options) setGroups(options);
        setProblem(options ? '' : (message ?? '暂时查不到工作群，请稍后再试'));
      } catch {
        if (!stop.signal.aborted) setProblem('暂时查不到工作群，请稍后再试');
      }
    }
    void read();
    return () => stop.abort();
  }, [wanted, groups]);
  return { groups, problem };
}

interface Narrowing {
  words: string;
  kind: string;
  unit: string;
  platform: string;
}

const everything: Narrowing = { words: '', kind: '', unit: '', platform: '' };

function narrowed(groups: readonly TargetGroup[], { words, kind, unit, platform }: Narrowing) {
  const wanted = words.trim().toLowerCase();
  return groups.filter(
    (group) =>
      (!kind || group.unitKind === kind) &&
      (!unit || group.unitName === unit) &&
      (!platform || group.platform === platform) &&
      (!wanted ||
        [group.name, group.unitName, group.spelled].some((text) => text.toLowerCase().includes(wanted))),
  );
}

type TargetPickerProps = {
  open: boolean;
  chosen: readonly TargetGroup[];
  onClose: () => void;
  onAdd: (groups: readonly TargetGroup[]) => void;
  onRemove: (ids: ReadonlySet<string>) => void;
};

/** Groups to choose from, by kind, unit and platform, each with its head count; all that are shown at once, or one by one. */
export function TargetPicker({ open, chosen, onClose, onAdd, onRemove }: TargetPickerProps) {
  return (
    <Dialog open={open} onClose={onClose} title="选择目标群">
      <Choices chosen={chosen} onClose={onClose} onAdd={onAdd} onRemove={onRemove} />
    </Dialog>
  );
}

function said(groups: readonly TargetGroup[] | null, shown: readonly TargetGroup[]): string {
  if (!groups) return '正在查找工作群…';
  return shown.length ? '' : '没有符合条件的工作群';
}

function Choices({ chosen, onClose, onAdd, onRemove }: Omit<TargetPickerProps, 'open'>) {
  const { groups, problem } = useTargets(true);
  const [by, setBy] = useState(everything);
  const taken = new Set(chosen.map(({ id }) => id));
  const shown = narrowed(groups ?? [], by);
  const more = shown.filter(({ id }) => !taken.has(id)).length;
  const all = shown.length > 0 && more === 0;
  const tooMany = chosen.length + more > mostGroups;
  return (
    <div className="flex flex-col gap-3">
      {groups && groups.length > 6 ? <Narrow groups={groups} by={by} onChange={setBy} /> : null}
      <p role="status" className="text-muted empty:hidden">
        {problem || said(groups, shown)}
      </p>
      {shown.length > 1 ? (
        <div className="flex items-center gap-2">
          <Button
            size="small"
            disabled={tooMany}
            onClick={() => (all ? onRemove(new Set(shown.map(({ id }) => id))) : onAdd(shown))}
          >
            {all ? `取消这 ${shown.length} 个` : `全选这 ${shown.length} 个`}
          </Button>
          <span className="text-muted">
            已选 {chosen.length} 个{tooMany ? `，一次最多 ${mostGroups} 个` : ''}
          </span>
        </div>
      ) : null}
      {shown.length ? (
        <ul aria-label="可选的工作群" className="-mx-1 max-h-[45vh] divide-y divide-base-300 overflow-auto">
          {shown.map((group) => (
            <li key={group.id}>
              <label className="flex min-h-11 cursor-pointer items-center gap-3 px-1 py-1 hover:bg-soft">
                <input
                  type="checkbox"
                  checked={taken.has(group.id)}
                  disabled={chosen.length >= mostGroups && !taken.has(group.id)}
                  onChange={(event) =>
                    event.target.checked ? onAdd([group]) : onRemove(new Set([group.id]))
                  }
                  className="checkbox checkbox-primary size-5"
                />
                <span className="min-w-0 flex-1">
                  {group.name}
                  <span className="ml-2 text-muted text-xs">
                    {platformNames[group.platform]} · {group.unitName}
                  </span>
                </span>
                <span className="shrink-0 tabular-nums">{group.people.toLocaleString('zh-CN')} 人</span>
              </label>
            </li>
          ))}
        </ul>
      ) : null}
      <Button kind="primary" size="wide" onClick={onClose}>
        完成
      </Button>
    </div>
  );
}

type NarrowProps = { groups: readonly TargetGroup[]; by: Narrowing; onChange: (by: Narrowing) => void };

function Narrow({ groups, by, onChange }: NarrowProps) {
  const distinct = (of: (group: TargetGroup) => string) => [...new Set(groups.map(of))];
  const choices = {
    kind: {
      label: '单位类别',
      of: distinct((g) => g.unitKind),
      name: (id: string) => unitKindNames[id as TargetGroup['unitKind']],
    },
    unit: { label: '单位', of: distinct((g) => g.unitName), name: (id: string) => id },
    platform: {
      label: '平台',
      of: distinct((g) => g.platform),
      name: (id: string) => platformNames[id as TargetGroup['platform']],
    },
  };
  return (
    <div className="grid grid-cols-3 gap-2">
      <input
        type="search"
        aria-label="搜群名或单位"
        placeholder="群名、单位、拼音首字母"
        value={by.words}
        autoComplete="off"
        onChange={(event) => onChange({ ...by, words: event.target.value })}
        className={`input col-span-3 h-9 max-md:h-10 ${inputClass}`}
      />
      {(['kind', 'unit', 'platform'] as const).map((key) => (
        <select
          key={key}
          aria-label={choices[key].label}
          value={by[key]}
          onChange={(event) => onChange({ ...by, [key]: event.target.value })}
          className={`select h-9 max-md:h-10 ${inputClass}`}
        >
          <option value="">{choices[key].label}</option>
          {choices[key].of.map((id) => (
            <option key={id} value={id}>
              {choices[key].name(id)}
            </option>
          ))}
        </select>
      ))}
    </div>
  );
}

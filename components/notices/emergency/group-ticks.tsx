'use client';

import { useId, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { FieldNotes, LabelText, useFieldError } from '@/components/form/field';
import { inputClass } from '@/components/form/input-class';
import { platformNames } from '@/lib/groups/rules';
import type { EmergencyGroup } from '@/lib/notices/emergency/queries/form';

/** So many groups fit on a phone without a box to search them by. */
const inSight = 8;

/** 目标群: ticked in place, one's own first; many can be narrowed by a word. Those ticked stay in sight. */
export function GroupTicks({ groups }: { groups: readonly EmergencyGroup[] }) {
  const { register, watch } = useFormContext<{ groupIds: string[] }>();
  const [word, setWord] = useState('');
  const error = useFieldError('groupIds');
  const id = useId();
  const chosen = watch('groupIds');
  const shown = ({ id, name, unitName }: EmergencyGroup) =>
    [name, unitName].some((text) => text.includes(word.trim())) || chosen.includes(id);
  return (
    <fieldset aria-describedby={`${id}-error`} className="min-w-0">
      <legend className="mb-1 font-medium">
        <LabelText required>目标群</LabelText>
      </legend>
      {groups.length > inSight ? (
        <input
          type="search"
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
          aria-label="查找群"
          placeholder="群名、单位"
          className={`input mb-2 h-10 ${inputClass}`}
        />
      ) : null}
      <ul className="max-h-80 divide-y divide-base-300 overflow-y-auto rounded-md border border-base-300">
        {groups.map((group) => (
          <li key={group.id} hidden={!shown(group)}>
            <label className="flex min-h-11 items-center gap-3 px-3 py-1.5">
              <input
                {...register('groupIds')}
                type="checkbox"
                value={group.id}
                defaultChecked={chosen.includes(group.id)}
                aria-invalid={error !== undefined}
                className="checkbox checkbox-primary size-5"
              />
              <span className="min-w-0 flex-1">
                {group.name}
                <span className="ml-2 text-muted text-xs">
                  {platformNames[group.platform]} · {group.unitName}
                </span>
              </span>
              <span className="whitespace-nowrap text-muted text-xs tabular-nums">{group.people} 人</span>
            </label>
          </li>
        ))}
      </ul>
      <FieldNotes id={id} hint={null} error={error} />
    </fieldset>
  );
}

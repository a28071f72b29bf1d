'use client';

import { useFieldArray, useFormContext } from 'react-hook-form';
import { Combobox } from '@/components/form/combobox';
import { useFieldError } from '@/components/form/field';
import { Button } from '@/components/ui/button';
import type { CreateGroup } from '@/lib/groups/input';

/** Answers with people who may administer a group. */
export const administratorOptions = '/api/options/group-administrators';
const most = 10;

/** One box per administrator, as many as are wanted. */
export function AdministratorsField() {
  const { control } = useFormContext<CreateGroup>();
  const { fields, append, remove } = useFieldArray({ control, name: 'administrators' });
  const said = useFieldError('administrators');
  // Where react-hook-form puts what a schema says of the list as a whole.
  const ofAll = useFieldError('administrators.root');
  const error = said ?? ofAll;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">群管理员</legend>
      {fields.map((field, index) => (
        <div key={field.id} className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <Combobox
              name={`administrators.${index}.personId`}
              label={`第 ${index + 1} 位`}
              options={administratorOptions}
              placeholder="输入姓名或拼音首字母"
            />
          </div>
          <Button className="mt-6.5" onClick={() => remove(index)} aria-label={`去掉第 ${index + 1} 位`}>
            去掉
          </Button>
        </div>
      ))}
      {error ? (
        <p role="alert" className="text-error-ink text-xs">
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" onClick={() => append({ personId: '' })} disabled={fields.length >= most}>
          再加一位
        </Button>
        <span className="text-muted text-xs">
          本平台以外的群至少一位；系统管理员和审计员不能担任（三员分立）。
        </span>
      </div>
    </fieldset>
  );
}

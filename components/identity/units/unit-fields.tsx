'use client';

import { Select } from '@/components/form/choice-fields';
import { TextField } from '@/components/form/text-field';
import { unitKindNames } from '@/lib/identity/units/rules';

/** What is written about a unit. The Office's kind stands fast, and no other unit becomes it. */
export function UnitFields({ office }: { office: boolean }) {
  const choices = Object.entries(unitKindNames)
    .filter(([kind]) => (kind === 'office') === office)
    .map(([value, label]) => ({ value, label }));
  return (
    <>
      <TextField name="name" label="单位名称" required maxLength={30} />
      <TextField
        name="shortName"
        label="简称"
        hint="群昵称由简称加姓名组成，如「和平张三」；各单位简称不能重复"
        required
        maxLength={8}
      />
      <Select
        name="kind"
        label="类别"
        choices={choices}
        hint={office ? '街道办公室只有一个，类别不能更改' : undefined}
        required
      />
      <TextField
        name="sort"
        label="排列次序"
        type="number"
        inputMode="numeric"
        hint="数字小的排在前面"
        required
      />
    </>
  );
}

'use client';

import { RadioGroup } from '@/components/form/choice-fields';
import { Combobox } from '@/components/form/combobox';
import type { Option } from '@/components/form/option-finder';
import { TextArea, TextField } from '@/components/form/text-field';
import { platformChoices } from '@/lib/groups/rules';

/** What is written about a group, for making and for changing one. */
export function FactFields({ units, owner }: { units: readonly Option[]; owner?: Option }) {
  return (
    <>
      <TextField
        name="name"
        label="群名称"
        hint="与聊天软件里的群名一致，不超过 30 个字"
        required
        maxLength={30}
      />
      <RadioGroup name="platform" label="所在平台" choices={platformChoices} required />
      <Combobox
        name="ownerUnitId"
        label="归口单位"
        hint="可输入单位名称或拼音首字母"
        options={units}
        initial={owner}
        required
      />
      <TextArea name="purpose" label="用途" hint="用一两句话说明这个群做什么用" required maxLength={200} />
    </>
  );
}

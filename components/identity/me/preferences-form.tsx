'use client';

import { ActionForm } from '@/components/form/action-form';
import { Checkbox, RadioGroup } from '@/components/form/choice-fields';
import { savePreferences } from '@/lib/identity/accounts/actions';
import { preferencesInput } from '@/lib/identity/accounts/input';

type PreferencesFormProps = { textSize: 'normal' | 'large'; singleKeyDecisions: boolean };

const sizes = [
  { value: 'normal', label: '标准' },
  { value: 'large', label: '大字' },
];

export function PreferencesForm(defaults: PreferencesFormProps) {
  return (
    <ActionForm
      schema={preferencesInput}
      defaults={defaults}
      action={savePreferences}
      submit="保存"
      success="已保存"
    >
      <RadioGroup name="textSize" label="字号" choices={sizes} />
      <Checkbox
        name="singleKeyDecisions"
        label="审核时启用单键决定"
        hint="打开后，按 a 通过、按 r 驳回；移动光标的 j k 始终可用"
      />
    </ActionForm>
  );
}

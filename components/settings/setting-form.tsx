'use client';

import { ActionForm } from '@/components/form/action-form';
import { CheckboxGroup, Select } from '@/components/form/choice-fields';
import { TextArea, TextField } from '@/components/form/text-field';
import { changeSettingAction } from '@/lib/settings/actions';
import { changeSettingInput } from '@/lib/settings/input';
import { type SettingKey, settingRegistry } from '@/lib/settings/registry';

type SettingFormProps = { settingKey: SettingKey; value: string; version: number };

function ValueField({ settingKey }: { settingKey: SettingKey }) {
  const setting = settingRegistry[settingKey];
  const label = 'unit' in setting && setting.unit ? `新的取值（${setting.unit}）` : '新的取值';
  if (setting.kind === 'several')
    return <CheckboxGroup name="value" label={label} choices={setting.choices ?? []} />;
  if ('choices' in setting && setting.choices)
    return <Select name="value" label={label} required choices={setting.choices} />;
  if (setting.kind === 'time') return <TextField name="value" label={label} required type="time" />;
  return (
    <TextField
      name="value"
      label={label}
      required
      inputMode={setting.kind === 'number' ? 'numeric' : 'text'}
      autoComplete="off"
    />
  );
}

/** Changes one setting, with the reason that its history will show. */
export function SettingForm({ settingKey, value, version }: SettingFormProps) {
  const several = settingRegistry[settingKey].kind === 'several';
  const field = several ? value.split(',').filter(Boolean) : value;
  return (
    <ActionForm
      // Once changed it is another form: the version in this one is of the past.
      key={version}
      schema={changeSettingInput}
      defaults={{ key: settingKey, value: field, version, reason: '' }}
      action={changeSettingAction}
      submit="保存调整"
      success="已调整，立即生效"
    >
      <ValueField settingKey={settingKey} />
      <TextArea
        name="reason"
        label="调整原因"
        required
        hint="将记入调整记录，所有管理员可见"
        maxLength={200}
      />
    </ActionForm>
  );
}

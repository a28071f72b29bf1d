'use client';

import { useWatch } from 'react-hook-form';
import { ActionForm } from '@/components/form/action-form';
import { Checkbox } from '@/components/form/choice-fields';
import { Combobox } from '@/components/form/combobox';
import type { Option } from '@/components/form/option-finder';
import { TextField } from '@/components/form/text-field';
import { ButtonLink } from '@/components/ui/button';
import { createPersonAction, editPersonAction } from '@/lib/identity/people/actions';
import { createPersonInput, editPersonInput } from '@/lib/identity/people/input';

type Units = { units: readonly Option[] };

function NameUnitDuty({ units, home }: Units & { home?: Option }) {
  return (
    <>
      <TextField name="name" label="姓名" required maxLength={20} autoComplete="off" />
      <Combobox
        name="unitId"
        label="所在单位"
        hint="可输入单位名称或拼音首字母"
        options={units}
        initial={home}
        required
      />
      <TextField name="duty" label="职务" placeholder="如：网格员" maxLength={30} autoComplete="off" />
    </>
  );
}

/** Outsiders may come without a phone, so whether the field must be filled depends on the box above it. */
function NewPhone() {
  const affiliated: boolean = useWatch({ name: 'affiliated' });
  return (
    <TextField
      name="phone"
      label="手机号"
      type="tel"
      inputMode="numeric"
      autoComplete="off"
      hint="加密保存，页面只显示前三位和后四位"
      required={!affiliated}
    />
  );
}

export function NewPersonForm({ units }: Units) {
  return (
    <ActionForm
      schema={createPersonInput}
      defaults={{ name: '', unitId: '', duty: '', affiliated: false, phone: '' }}
      action={createPersonAction}
      submit="保存"
      aside={<ButtonLink href="/admin/people">取消</ButtonLink>}
      success="已新增人员"
      next={({ id }) => `/admin/people/${id}`}
    >
      <NameUnitDuty units={units} />
      <Checkbox
        name="affiliated"
        label="外部人员"
        hint="居民、物业、外包等；所在单位填联系单位，不担任角色，可不填手机号"
      />
      <NewPhone />
    </ActionForm>
  );
}

type EditProps = Units & {
  person: { id: string; name: string; unitId: string; unitName: string; duty: string; phone: string | null };
};

export function EditPersonForm({ person, units }: EditProps) {
  const { id, name, unitId, duty } = person;
  return (
    <ActionForm
      schema={editPersonInput}
      defaults={{ id, name, unitId, duty, phone: '' }}
      action={editPersonAction}
      submit="保存"
      success="已保存"
    >
      <NameUnitDuty units={units} home={{ value: unitId, label: person.unitName }} />
      <TextField
        name="phone"
        label="新手机号"
        type="tel"
        inputMode="numeric"
        autoComplete="off"
        hint={person.phone ? `现登记 ${person.phone}；不更换时留空` : '尚未登记'}
      />
    </ActionForm>
  );
}

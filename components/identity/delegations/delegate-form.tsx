'use client';

import { ActionForm } from '@/components/form/action-form';
import { RadioGroup } from '@/components/form/choice-fields';
import { Combobox } from '@/components/form/combobox';
import { FileField } from '@/components/form/file-field';
import { DateField, TextField } from '@/components/form/text-field';
import { delegateOwnAction, enterDelegationAction } from '@/lib/identity/delegations/actions';
import { delegateOwnInput, enterDelegationInput } from '@/lib/identity/delegations/input';
import { type DelegableRole, delegableRoles } from '@/lib/identity/delegations/rules';

function roleChoices(roles: readonly DelegableRole[]) {
  return roles.map((role) => ({ value: role, label: delegableRoles[role] }));
}

function PeriodAndReason({ today }: { today: string }) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField name="startsOn" label="开始日期" min={today} required />
        <DateField name="lastDay" label="截止日期" min={today} required />
      </div>
      <TextField name="reason" label="委托事由" placeholder="如：外出培训" required maxLength={200} />
    </>
  );
}

function Delegate() {
  return (
    <Combobox
      name="toPersonId"
      label="受托人"
      hint="受托人须有账号；系统管理员、审计员不能受托"
      options="/api/options/colleagues"
      placeholder="输入姓名或拼音首字母"
      required
    />
  );
}

type OwnProps = { roles: readonly DelegableRole[]; today: string };

/** A head or leader hands over his own duty. */
export function DelegateOwnForm({ roles, today }: OwnProps) {
  return (
    <ActionForm
      schema={delegateOwnInput}
      defaults={{ role: roles[0], toPersonId: '', startsOn: today, lastDay: today, reason: '' }}
      action={delegateOwnAction}
      submit="委托"
      then="clear"
      success="已委托，并通知受托人"
    >
      <RadioGroup name="role" label="委托的职责" choices={roleChoices(roles)} required />
      <Delegate />
      <PeriodAndReason today={today} />
    </ActionForm>
  );
}

/** The Office enters a delegation from its signed paper. */
export function EnterDelegationForm({ today }: { today: string }) {
  return (
    <ActionForm
      schema={enterDelegationInput}
      defaults={{
        fromPersonId: '',
        toPersonId: '',
        startsOn: today,
        lastDay: today,
        reason: '',
        paperFileId: '',
      }}
      action={enterDelegationAction}
      submit="登记委托"
      then="clear"
      success="已登记委托，并通知双方"
    >
      <Combobox
        name="fromPersonId"
        label="委托人"
        hint="现任部门/社区负责人或街道领导"
        options="/api/options/delegators"
        placeholder="输入姓名或拼音首字母"
        required
      />
      <RadioGroup name="role" label="委托的职责" choices={roleChoices(['unit_head', 'leader'])} required />
      <Delegate />
      <PeriodAndReason today={today} />
      <FileField name="paperFileId" label="签字的委托书" required />
    </ActionForm>
  );
}

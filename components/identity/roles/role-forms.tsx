'use client';

import { useWatch } from 'react-hook-form';
import { ActionButton } from '@/components/form/action-button';
import { ActionForm } from '@/components/form/action-form';
import { Select } from '@/components/form/choice-fields';
import { Combobox } from '@/components/form/combobox';
import type { Option } from '@/components/form/option-finder';
import { DateField, TextField } from '@/components/form/text-field';
import { roles } from '@/lib/access/roles';
import { assignRoleAction, endRoleAction, setPrimaryLeaderAction } from '@/lib/identity/roles/actions';
import { assignableRoles, assignRoleInput, endRoleInput } from '@/lib/identity/roles/input';

const choices = assignableRoles.map((role) => ({ value: role, label: roles[role] }));

/** Only a head is head of something. */
function HeadOf({ units }: { units: readonly Option[] }) {
  const role: string = useWatch({ name: 'role' });
  if (role !== 'unit_head') return null;
  return <Combobox name="unitId" label="任负责人的单位" options={units} required />;
}

type AssignProps = { personId: string; units: readonly Option[]; today: string };

export function AssignRoleForm({ personId, units, today }: AssignProps) {
  return (
    <ActionForm
      schema={assignRoleInput}
      defaults={{ personId, unitId: '', startsOn: today, lastDay: '', reason: '' }}
      action={assignRoleAction}
      submit="指派"
      then="clear"
      success="已指派角色，并通知本人"
    >
      <Select
        name="role"
        label="角色"
        choices={choices}
        placeholder="请选择"
        hint="系统管理员、审计员与业务角色不能由同一人担任；群管理员在「工作群管理」中指定"
        required
      />
      <HeadOf units={units} />
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField name="startsOn" label="开始日期" min={today} required />
        <DateField name="lastDay" label="截止日期" min={today} hint="长期任职可不填" />
      </div>
      <TextField name="reason" label="事由" placeholder="如：党工委会议决定、文号" required maxLength={200} />
    </ActionForm>
  );
}

type EndProps = { id: string; personId: string; today: string };

export function EndRoleForm({ id, personId, today }: EndProps) {
  return (
    <ActionForm
      schema={endRoleInput}
      defaults={{ id, personId, lastDay: '', reason: '' }}
      action={endRoleAction}
      submit="结束角色"
      success="已结束角色，并通知本人"
    >
      <DateField name="lastDay" label="最后一天" min={today} hint="不填则立即结束" />
      <TextField name="reason" label="事由" placeholder="如：岗位调整" required maxLength={200} />
    </ActionForm>
  );
}

export function SetPrimaryButton({ personId }: { personId: string }) {
  return (
    <ActionButton
      action={setPrimaryLeaderAction}
      input={{ personId, reason: '' }}
      label="设为主要领导"
      size="small"
      reason={{ field: 'reason', label: '事由' }}
      success={({ former }) => (former ? `已设为主要领导，${former}不再是` : '已设为主要领导')}
    />
  );
}

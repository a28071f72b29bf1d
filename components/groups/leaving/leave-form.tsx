'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import { ActionForm } from '@/components/form/action-form';
import { CheckboxGroup } from '@/components/form/choice-fields';
import { Combobox } from '@/components/form/combobox';
import type { Option } from '@/components/form/option-finder';
import { TextArea } from '@/components/form/text-field';
import { ReasonChips } from '@/components/groups/requests/reason-chips';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { fileLeaveAction } from '@/lib/groups/leaving/actions';
import { leaveFormInput } from '@/lib/groups/leaving/input';
import { commonLeaveReasons } from '@/lib/groups/leaving/rules';
import { platformNames } from '@/lib/groups/rules';
import { useGroupsToLeave } from './use-groups-to-leave';
import { WhatElse } from './what-else';

/** One person, the groups he leaves, one reason. `person` is the one a link named; `mayDepart`: the reader enters departures. */
export function LeaveForm({ person, mayDepart }: { person: Option | null; mayDepart: boolean }) {
  return (
    <ActionForm
      schema={leaveFormInput}
      defaults={{ submissionId: '', personId: person?.value ?? '', membershipIds: [], reason: '' }}
      action={fileLeaveAction}
      submit="提交退群"
      aside={<ButtonLink href="/membership">取消</ButtonLink>}
      success={({ count }) => `已提交 ${count} 件退群，移出办理单已下达`}
      next={({ first }) => `/membership/${first}`}
    >
      <Combobox
        name="personId"
        label="人员"
        required
        options="/api/options/join-people"
        placeholder="姓名、拼音或首字母"
        {...(person ? { initial: person } : {})}
      />
      <GroupsField />
      <div>
        <TextArea name="reason" label="退群事由" required rows={2} maxLength={200} />
        <ReasonChips reasons={commonLeaveReasons} />
      </div>
      <WhatElse mayDepart={mayDepart} />
    </ActionForm>
  );
}

/** His groups, to be ticked; those that cannot be left just now say why. */
function GroupsField() {
  const { setValue } = useFormContext();
  const personId: string = useWatch({ name: 'personId' }) ?? '';
  const state = useGroupsToLeave(personId, () => setValue('membershipIds', []));
  if (state.is !== 'known') return <NotKnown state={state.is} />;
  const free = state.groups.filter(({ obstacle }) => obstacle === null);
  const barred = state.groups.filter(({ obstacle }) => obstacle !== null);
  return (
    <div className="flex flex-col gap-2">
      {free.length ? (
        <>
          <CheckboxGroup
            key={`${personId} ${free.length}`}
            name="membershipIds"
            label="退出的工作群"
            required
            choices={free.map(({ membershipId, groupName, platform }) => ({
              value: membershipId,
              label: groupName,
              hint: platformNames[platform],
            }))}
          />
          {free.length > 1 ? (
            <button
              type="button"
              className="self-start text-link hover:underline"
              onClick={() =>
                setValue(
                  'membershipIds',
                  free.map(({ membershipId }) => membershipId),
                  { shouldValidate: true },
                )
              }
            >
              全选 {free.length} 个群
            </button>
          ) : null}
        </>
      ) : (
        <Notice tone="warning">
          {barred.length ? '所在的群现在都不能办理退群，原因如下。' : '此人没有您可以办理退出的工作群。'}
        </Notice>
      )}
      {barred.map(({ membershipId, groupName, obstacle }) => (
        <p key={membershipId} className="text-muted">
          {groupName}：{obstacle}
        </p>
      ))}
    </div>
  );
}

function NotKnown({ state }: { state: 'idle' | 'busy' | 'failed' }) {
  if (state === 'failed') return <Notice tone="error">暂时查不到所在的工作群，请稍后重新选择人员。</Notice>;
  return (
    <p className="text-muted">
      {state === 'busy' ? '正在查找所在的工作群…' : '选择人员后，列出其所在的工作群。'}
    </p>
  );
}

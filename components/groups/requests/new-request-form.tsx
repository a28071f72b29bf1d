'use client';

import { ActionForm } from '@/components/form/action-form';
import { Combobox } from '@/components/form/combobox';
import type { Option } from '@/components/form/option-finder';
import { TextArea } from '@/components/form/text-field';
import { ButtonLink } from '@/components/ui/button';
import { submitJoinAction } from '@/lib/groups/requests/actions';
import { submitJoinInput } from '@/lib/groups/requests/input';
import { commonReasons } from '@/lib/groups/requests/rules';
import { JoinPreview } from './join-preview';
import { ReasonChips } from './reason-chips';

/** One person, one group, one reason. `group` is the one a link named. */
export function NewRequestForm({ group }: { group: Option | null }) {
  return (
    <ActionForm
      schema={submitJoinInput}
      defaults={{ submissionId: '', groupId: group?.value ?? '', personId: '', unitId: '', reason: '' }}
      action={submitJoinAction}
      submit="提交申请"
      aside={<ButtonLink href="/membership">取消</ButtonLink>}
      success={({ number }) => `已提交，编号 ${number}`}
      next={({ id }) => `/membership/${id}`}
    >
      <Combobox
        name="personId"
        label="人员"
        required
        options="/api/options/join-people"
        placeholder="姓名、拼音或首字母"
      />
      <Combobox
        name="groupId"
        label="工作群"
        required
        options="/api/options/join-groups"
        placeholder="群名、拼音或首字母"
        {...(group ? { initial: group } : {})}
      />
      <JoinPreview />
      <div>
        <TextArea name="reason" label="申请事由" required rows={2} maxLength={200} />
        <ReasonChips reasons={commonReasons} />
      </div>
    </ActionForm>
  );
}

'use client';

import { ActionForm } from '@/components/form/action-form';
import { Combobox } from '@/components/form/combobox';
import { TextField } from '@/components/form/text-field';
import { assignReviewerAction } from '@/lib/notices/review/actions';
import { assignReviewerInput } from '@/lib/notices/review/input';

/** Names who reviews a step, with the reason. */
export function AssignForm({ id, before }: { id: string; before: string | null }) {
  return (
    <ActionForm
      schema={assignReviewerInput}
      defaults={{ id, before, personId: '', reason: '' }}
      action={assignReviewerAction}
      submit="指定审核人"
      success={({ name }) => `已指定${name}审核，并通知本人`}
    >
      <Combobox
        name="personId"
        label="审核人"
        required
        options="/api/options/colleagues"
        placeholder="输入姓名或拼音首字母"
      />
      <TextField name="reason" label="指定原因" required placeholder="如：负责人空缺" />
    </ActionForm>
  );
}

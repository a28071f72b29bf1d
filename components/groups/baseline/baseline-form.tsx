'use client';

import { ActionForm } from '@/components/form/action-form';
import { TextArea } from '@/components/form/text-field';
import { startBaselineAction } from '@/lib/groups/baseline/actions';
import { startBaselineInput } from '@/lib/groups/baseline/input';

/** Takes the members of a group that was there before the register, as somebody has them in a list. */
export function BaselineForm({ groupId }: { groupId: string }) {
  return (
    <ActionForm
      schema={startBaselineInput}
      defaults={{ groupId, text: '' }}
      action={startBaselineAction}
      submit="核对名单"
      success="已逐行核对，请查看结果"
    >
      <TextArea
        name="text"
        label="群成员名单"
        required
        rows={12}
        placeholder={'和平张三\n李四 13800000001 和平社区 网格员\n…'}
        hint="每行一人：群昵称，或姓名、手机号、单位、职务（次序不限）；最多 2,000 人。核对后再确认，现在不会写入"
      />
    </ActionForm>
  );
}

'use client';

import { ActionForm } from '@/components/form/action-form';
import { TextArea } from '@/components/form/text-field';
import { checkRosterAction } from '@/lib/groups/roster/actions';
import { pasteRosterInput } from '@/lib/groups/roster/input';

/** Takes the chat's real list of members, as it was copied, and goes on to what was found. */
export function RosterForm({ groupId }: { groupId: string }) {
  return (
    <ActionForm
      schema={pasteRosterInput}
      defaults={{ groupId, text: '' }}
      action={checkRosterAction}
      submit="开始比对"
      success="比对完成"
      next={({ id }) => `/groups/${groupId}/roster?check=${id}`}
    >
      <TextArea
        name="text"
        label="群成员名单"
        required
        rows={12}
        placeholder={'和平张三\n和平李四\n…'}
        hint="每行一个群昵称，最多 2,000 人；「群主」「管理员」「群成员(213)」等字样自动略去"
      />
    </ActionForm>
  );
}

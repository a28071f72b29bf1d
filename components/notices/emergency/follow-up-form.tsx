'use client';

import { ActionForm } from '@/components/form/action-form';
import { Checkbox } from '@/components/form/choice-fields';
import { TextArea } from '@/components/form/text-field';
import { followUpAction } from '@/lib/notices/emergency/actions';
import { followUpInput } from '@/lib/notices/emergency/input';

/** 续报: one box, and whether that was the end of it. */
export function FollowUpForm({ id }: { id: string }) {
  return (
    <ActionForm
      schema={followUpInput}
      defaults={{ id, text: '', closes: false }}
      action={followUpAction}
      submit="提交续报"
      success="已提交，已通知接收人"
      then="clear"
    >
      <TextArea name="text" label="最新进展" required placeholder="现场情况、已采取的措施、下一步安排" />
      <Checkbox name="closes" label="已处置完毕，以上是处置结果" />
    </ActionForm>
  );
}

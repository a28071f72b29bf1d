'use client';

import { useEffect } from 'react';
import { ActionForm } from '@/components/form/action-form';
import { runAction } from '@/components/form/run-action';
import { TextArea } from '@/components/form/text-field';
import { acknowledgeAction, readNoticeAction } from '@/lib/notices/receipts/actions';
import { acknowledgeInput } from '@/lib/notices/receipts/input';

/** Records that the notice was opened: by whoever has it before him, never by a page that was only fetched. */
export function MarkRead({ noticeId }: { noticeId: string }) {
  useEffect(() => {
    // Should it fail, opening the notice again records it.
    void runAction(readNoticeAction, { noticeId });
  }, [noticeId]);
  return null;
}

/** 我已知悉, with what one wants to say about it. */
export function AcknowledgeForm({ noticeId }: { noticeId: string }) {
  return (
    <ActionForm
      schema={acknowledgeInput}
      defaults={{ noticeId, reply: '' }}
      action={acknowledgeAction}
      submit="我已知悉"
      success="已确认知悉"
    >
      <TextArea name="reply" label="回执内容" hint="可不填，最多 200 字" rows={2} />
    </ActionForm>
  );
}

'use client';

import { useId, useState } from 'react';
import { v4 as uuid } from 'uuid';
import { ask } from '@/components/form/ask';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { useAction } from '@/components/form/use-action';
import { Button } from '@/components/ui/button';
import { useReady } from '@/components/ui/use-ready';
import type { Refusal } from '@/lib/core/errors';
import { collectRepliesAction } from '@/lib/notices/receipts/actions';
import type { MatchedReply } from '@/lib/notices/receipts/queries/match';
import { chosenReplies, type Picks } from './picks';
import { ReplyTable } from './reply-table';

interface Preview {
  rows: MatchedReply[];
  skipped: string[];
}

/** 登记群内回执: pasted answers, whom they are from, and one button to enter those that are clear. */
export function CollectForm({ noticeId }: { noticeId: string }) {
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<Preview>();
  const [picks, setPicks] = useState<Picks>({});
  const [refusal, setRefusal] = useState<Refusal>();
  const [asking, setAsking] = useState(false);
  // Until it has succeeded: sent again, the same answers are entered once.
  const [submissionId, setSubmissionId] = useState(() => uuid());
  const id = useId();
  const ready = useReady();
  const { run, pending } = useAction(collectRepliesAction, {
    success: ({ entered, before }) => `已登记 ${entered} 人${before ? `，另有 ${before} 人此前已确认` : ''}`,
  });

  async function look(): Promise<void> {
    setAsking(true);
    const outcome = await ask<Preview>('/api/notices/replies', { noticeId, text });
    setAsking(false);
    setPicks({});
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    setPreview(outcome.ok ? outcome.value : undefined);
  }
  // What was looked at is no longer what stands there: entering it would clear the rest with it.
  function change(written: string): void {
    setText(written);
    setPreview(undefined);
    setPicks({});
  }
  const rows = preview ? chosenReplies(preview.rows, picks) : [];
  async function enter(): Promise<void> {
    const outcome = await run({ submissionId, noticeId, rows });
    if (!outcome) return;
    if (!outcome.ok) return setRefusal(outcome.refusal);
    setSubmissionId(uuid());
    setRefusal(undefined);
    setPreview(undefined);
    setText('');
  }
  return (
    <div className="flex flex-col gap-3">
      <label htmlFor={id} className="font-medium">
        群内回复
      </label>
      <textarea
        id={id}
        rows={5}
        value={text}
        readOnly={!ready || asking || pending}
        onChange={(event) => change(event.target.value)}
        aria-describedby={`${id}-hint`}
        className="textarea w-full border-edge text-sm max-md:text-base"
      />
      <p id={`${id}-hint`} className="text-muted text-xs">
        从群里复制接龙或「收到」等回复粘贴到这里，一行一人；核对后再登记，来源记为群内。
      </p>
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          kind={preview ? 'plain' : 'primary'}
          disabled={!text.trim() || asking}
          onClick={() => void look()}
        >
          核对人员
        </Button>
        {preview ? (
          <Button kind="primary" disabled={!rows.length || pending} onClick={() => void enter()}>
            登记 {rows.length} 人
          </Button>
        ) : null}
      </div>
      {preview ? (
        <ReplyTable
          preview={preview}
          picks={picks}
          onPick={(row, personId) => setPicks((before) => ({ ...before, [row]: personId }))}
        />
      ) : null}
    </div>
  );
}

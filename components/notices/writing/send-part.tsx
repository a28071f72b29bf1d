'use client';

import { RefusalNotice } from '@/components/form/refusal-notice';
import { SubmitButton } from '@/components/form/submit-button';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/notify';
import { useReady } from '@/components/ui/use-ready';
import type { Refusal } from '@/lib/core/errors';
import type { Saved } from './use-draft';
import type { Writer } from './use-writer';

const savedWords: Record<Saved, string> = {
  untouched: '',
  waiting: '正在保存…',
  saved: '草稿已自动保存',
  failed: '草稿暂未保存',
};

type SendPartProps = { writer: Writer; id: string };

/** The foot of the form: 提交审核 (签发 of what one answers for oneself), 保存草稿, and how far keeping is. */
export function SendPart({ writer, id }: SendPartProps) {
  const { draft, refusal, toMend, attempted, pending } = writer;
  const ready = useReady();
  return (
    <form
      aria-label="提交"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void writer.submit();
      }}
      className="flex flex-col gap-3 border-base-300 border-t pt-4 max-md:sticky max-md:bottom-14 max-md:z-10 max-md:-mx-4 max-md:bg-base-100 max-md:px-4 max-md:pb-3"
    >
      {refusal ? null : <NotKept writer={writer} id={id} />}
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      {attempted && toMend && !refusal ? (
        <p role="alert" className="text-error-ink">
          还有 {toMend} 处须填写或改正，已在上面标出
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SubmitButton pending={pending}>{writer.issues ? '签发' : '提交审核'}</SubmitButton>
        <Button
          disabled={!ready}
          onClick={() => {
            void draft.saveNow().then((kept) => {
              if (kept) notify('info', '草稿在“信息发布”中可以找到');
            });
          }}
        >
          保存草稿
        </Button>
        <span role="status" className="text-muted text-xs">
          {savedWords[draft.saved]}
        </span>
      </div>
    </form>
  );
}

/** Why the draft is not kept, and what to do about it. */
function NotKept({ writer, id }: { writer: Writer; id: string }) {
  const { refusal } = writer.draft;
  if (!refusal) return null;
  if (refusal.code === 'conflict' || refusal.code === 'not_found')
    return <Behind refusal={refusal} id={id} onDetach={writer.detach} />;
  return <RefusalNotice refusal={refusal} spelled />;
}

/** Another window has gone on with the draft, or done away with it: nothing is overwritten without being asked. */
function Behind({ refusal, id, onDetach }: { refusal: Refusal; id: string; onDetach: () => void }) {
  return (
    <Notice tone="warning" live title={refusal.message}>
      <div className="mt-1 flex flex-wrap gap-2">
        <Button size="small" onClick={onDetach}>
          将本页内容另存为新草稿
        </Button>
        <Button
          size="small"
          kind="quiet"
          onClick={() => {
            window.location.assign(`/notices/${id}/edit`);
          }}
        >
          放弃本页，载入最新内容
        </Button>
      </div>
    </Notice>
  );
}

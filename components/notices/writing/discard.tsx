'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { runAction } from '@/components/form/run-action';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { useReady } from '@/components/ui/use-ready';
import type { Refusal } from '@/lib/core/errors';
import { discardNoticeAction } from '@/lib/notices/writing/actions';
import type { Writer } from './use-writer';

/** 删除草稿, of a form whose draft was never submitted. */
export function Discard({ id, writer }: { id: string; writer: Writer }) {
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  const ready = useReady();
  const [refusal, setRefusal] = useState<Refusal>();
  const busy = useRef(false);
  async function discard(): Promise<void> {
    // Pressed twice, the second would find nothing to delete, and say so of what went well.
    if (busy.current) return;
    busy.current = true;
    writer.draft.stop();
    const outcome = await runAction(discardNoticeAction, { id });
    if (outcome.ok) {
      notify('success', '草稿已删除');
      return router.push('/notices');
    }
    busy.current = false;
    writer.draft.goOn();
    setRefusal(outcome.refusal);
  }
  if (refusal) return <RefusalNotice refusal={refusal} />;
  if (!asked)
    return (
      <span className="ml-auto">
        <Button kind="quiet" disabled={!ready} onClick={() => setAsked(true)}>
          删除草稿
        </Button>
      </span>
    );
  return (
    <span className="ml-auto flex items-center gap-2">
      删除后不能恢复
      <Button kind="danger" size="small" onClick={() => void discard()}>
        删除
      </Button>
      <Button size="small" onClick={() => setAsked(false)}>
        不删除
      </Button>
    </span>
  );
}

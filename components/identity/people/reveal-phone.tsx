'use client';

import { useEffect, useState } from 'react';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import type { Refusal } from '@/lib/core/errors';
import { revealPhoneAction } from '@/lib/identity/people/actions';

const shownForMs = 30_000;

/** The masked number, and on demand the whole one for half a minute; every look is recorded. */
export function RevealPhone({ id, masked }: { id: string; masked: string }) {
  const [phone, setPhone] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const { run, pending } = useAction(revealPhoneAction, { onSuccess: (value) => setPhone(value.phone) });
  useEffect(() => {
    if (!phone) return undefined;
    const timer = setTimeout(() => setPhone(undefined), shownForMs);
    return () => clearTimeout(timer);
  }, [phone]);

  async function reveal(): Promise<void> {
    setRefusal(undefined);
    const outcome = await run({ id });
    if (outcome && !outcome.ok) setRefusal(outcome.refusal);
  }
  return (
    <span className="-my-1.5 inline-flex min-h-8 flex-wrap items-center gap-x-3">
      <span className="tabular-nums" aria-live="polite">
        {phone ?? masked}
      </span>
      {phone ? (
        <span className="text-muted text-xs">30 秒后隐藏</span>
      ) : (
        <SubmitButton
          type="button"
          kind="quiet"
          size="small"
          pending={pending}
          title="查看会记入审计日志"
          onClick={() => void reveal()}
        >
          查看完整号码（留痕）
        </SubmitButton>
      )}
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
    </span>
  );
}

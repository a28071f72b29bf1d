'use client';

import { useId, useRef, useState } from 'react';
import { inputClass } from '@/components/form/input-class';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import type { Refusal } from '@/lib/core/errors';
import { completeOrdersAction } from '@/lib/groups/handling/actions';

interface ReceiptFormProps {
  orders: { id: string; version: number }[];
  /** On the button, when there is a choice of several: 办理完成（3 人）. */
  counted?: boolean;
}

/** 办理完成 of one or several orders: done now, or at a time that is stated. */
export function ReceiptForm({ orders, counted = false }: ReceiptFormProps) {
  const id = useId();
  const time = useRef<HTMLInputElement>(null);
  const [stated, setStated] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { run, pending } = useAction(completeOrdersAction, {});

  async function complete(): Promise<void> {
    setRefusal(undefined);
    const outcome = await run({ orders, handledAt: time.current?.value ?? '' });
    if (!outcome) return;
    if (!outcome.ok) return setRefusal(outcome.refusal);
    const { completed, refused } = outcome.value;
    notify('success', counted ? `已办理 ${completed} 人` : '已办理完成');
    for (const { number, refusal: why } of refused) notify('error', `${number}：${why?.message ?? ''}`);
  }
  return (
    <div className="flex flex-col gap-3">
      {stated ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <label htmlFor={id}>办理时间</label>
          <input
            ref={time}
            id={id}
            type="datetime-local"
            className={`input h-9 max-w-56 max-md:h-10 ${inputClass}`}
          />
          <button type="button" onClick={() => setStated(false)} className="text-link hover:underline">
            改为现在
          </button>
        </div>
      ) : (
        <p className="text-muted">
          办理时间：现在
          <button type="button" onClick={() => setStated(true)} className="ml-2 text-link hover:underline">
            另填时间
          </button>
        </p>
      )}
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <div className="grid">
        {orders.length ? (
          <SubmitButton type="button" size="wide" pending={pending} onClick={() => void complete()}>
            {counted ? `办理完成（${orders.length} 人）` : '办理完成'}
          </SubmitButton>
        ) : (
          <Button size="wide" disabled>
            请先勾选
          </Button>
        )}
      </div>
    </div>
  );
}

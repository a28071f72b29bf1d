'use client';

import { useId, useRef, useState } from 'react';
import { inputClass } from '@/components/form/input-class';
import { PictureBox } from '@/components/form/picture-box';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { usePictures } from '@/components/form/use-pictures';
import { notify } from '@/components/ui/notify';
import type { Refusal } from '@/lib/core/errors';
import { completeOrdersAction } from '@/lib/groups/handling/actions';
import { mostScreenshots } from '@/lib/groups/handling/input';
import { kindsOfOrder, type OrderKindName } from '@/lib/groups/orders/kinds';

const noTime: Refusal = { code: 'invalid', message: '请把办理时间填写完整，或点「改为现在」' };

interface ReceiptFormProps {
  orders: { id: string; version: number; kind: OrderKindName }[];
  /** How large a screenshot may be. */
  megabytes: number;
  /** On the button, when there is a choice of several: 办理完成（3 人）. */
  counted?: boolean;
  /** On a phone the button stands at the thumb, above the navigation, however long the page is. */
  pinned?: boolean;
  onDone?: () => void;
}

/** 办理完成 of one or several orders of a group: done now, or at a time that is stated; with pictures of it, if there are any. */
export function ReceiptForm(props: ReceiptFormProps) {
  const { orders, megabytes, counted = false, pinned = false, onDone } = props;
  const limits = { most: mostScreenshots, megabytes };
  const held = usePictures(limits);
  const time = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  const [progress, setProgress] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const { run, pending } = useAction(completeOrdersAction, {});

  async function complete(): Promise<void> {
    setRefusal(undefined);
    // Half a time counts as none, and none would be now.
    if (time.current && !time.current.value) return setRefusal(noTime);
    const sent = await held.send(setProgress);
    setProgress('');
    if (!sent.ok) return setRefusal(sent.refusal);
    const outcome = await run({
      orders: orders.map(({ id, version }) => ({ id, version })),
      handledAt: time.current?.value ?? '',
      screenshots: sent.value,
    });
    if (!outcome) return;
    if (!outcome.ok) return setRefusal(outcome.refusal);
    const { completed, refused } = outcome.value;
    notify('success', counted ? `已办理 ${completed} ${unitOf(orders)}` : '已办理完成');
    for (const { number, refusal: why } of refused) notify('error', `${number}：${why?.message ?? ''}`);
    held.clear();
    onDone?.();
  }
  async function once(): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    await complete();
    busy.current = false;
  }
  const stated = [...new Set(orders.map(({ kind }) => kindsOfOrder[kind].receipt))].join('；');
  return (
    <div className="flex flex-col gap-3">
      <PictureBox held={held} limits={limits} label="截图" />
      <HandledAt time={time} />
      {refusal && !pinned ? <RefusalNotice refusal={refusal} /> : null}
      <div className={`grid gap-1.5 ${pinned ? atThumb : ''}`}>
        {refusal && pinned ? <RefusalNotice refusal={refusal} /> : null}
        <SubmitButton
          type="button"
          size="wide"
          pending={pending || progress !== ''}
          onClick={() => void once()}
        >
          {counted ? `办理完成（${orders.length} ${unitOf(orders)}）` : '办理完成'}
        </SubmitButton>
        <p role="status" className="text-center text-muted text-xs">
          {progress || `办理完成即确认：${stated}`}
        </p>
      </div>
    </div>
  );
}

const atThumb =
  'max-md:print:hidden max-md:fixed max-md:inset-x-0 max-md:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] max-md:z-10 max-md:border-base-300 max-md:border-t max-md:bg-base-100 max-md:px-4 max-md:py-2';

const unitOf = (orders: ReceiptFormProps['orders']) =>
  orders.every(({ kind }) => kindsOfOrder[kind].counted === '人') ? '人' : '件';

function HandledAt({ time }: { time: React.RefObject<HTMLInputElement | null> }) {
  const id = useId();
  const [stated, setStated] = useState(false);
  if (!stated)
    return (
      <p className="text-muted">
        办理时间：现在
        <button type="button" onClick={() => setStated(true)} className="ml-2 text-link hover:underline">
          另填时间
        </button>
      </p>
    );
  return (
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
  );
}

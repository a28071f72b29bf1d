'use client';

import { useId, useRef, useState } from 'react';
import { inputClass } from '@/components/form/input-class';
import { RefusalNotice } from '@/components/form/refusal-notice';
import { SubmitButton } from '@/components/form/submit-button';
import { useAction } from '@/components/form/use-action';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import type { OrderKind } from '@/db/schema/membership';
import type { Refusal } from '@/lib/core/errors';
import { failOrdersAction } from '@/lib/groups/handling/actions';
import { kindsOfOrder } from '@/lib/groups/orders/kinds';

export interface Failing {
  id: string;
  version: number;
  kind: OrderKind;
  /** As the card calls it: a nickname. */
  name: string;
}

/** 办理不成: which of them, and why; the usual reasons are one tap. Back to the Office. */
export function FailForm({ orders }: { orders: Failing[] }) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <div className="flex justify-center">
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {orders.length > 1 ? '有办不成的…' : '办理不成…'}
        </Button>
      </div>
    );
  return <Open orders={orders} onClose={() => setOpen(false)} />;
}

function Open({ orders, onClose }: { orders: Failing[]; onClose: () => void }) {
  const only = orders.length === 1;
  const [ticked, setTicked] = useState<readonly string[]>(only ? orders.map(({ id }) => id) : []);
  const [reason, setReason] = useState('');
  const [lacking, setLacking] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const { run, pending } = useAction(failOrdersAction, {});
  const chosen = orders.filter(({ id }) => ticked.includes(id));
  const usual = [
    ...new Set((chosen.length ? chosen : orders).flatMap(({ kind }) => kindsOfOrder[kind].failReasons)),
  ];

  async function fail(): Promise<void> {
    const missing = chosen.length ? '请填写或选择原因' : '请选择办不成的人或事项';
    setLacking(chosen.length && reason.trim() ? '' : missing);
    if (!(chosen.length && reason.trim())) return;
    setRefusal(undefined);
    const outcome = await run({ orders: chosen.map(({ id, version }) => ({ id, version })), reason });
    if (!outcome) return;
    if (!outcome.ok) return setRefusal(outcome.refusal);
    notify('success', '已退回街道办公室处置');
    for (const { number, refusal: why } of outcome.value.refused)
      notify('error', `${number}：${why?.message ?? ''}`);
    onClose();
  }
  return (
    <div className="flex flex-col gap-3">
      {only ? null : (
        <TickFailing
          orders={orders}
          ticked={ticked}
          onTick={(id) =>
            setTicked((before) =>
              before.includes(id) ? before.filter((one) => one !== id) : [...before, id],
            )
          }
        />
      )}
      <Reason usual={usual} value={reason} onChange={setReason} problem={lacking} />
      {refusal ? <RefusalNotice refusal={refusal} spelled /> : null}
      <div className="flex justify-end gap-2">
        <Button kind="quiet" onClick={onClose}>
          取消
        </Button>
        <SubmitButton type="button" kind="danger" pending={pending} onClick={() => void fail()}>
          确认未办成
        </SubmitButton>
      </div>
    </div>
  );
}

interface TickFailingProps {
  orders: Failing[];
  ticked: readonly string[];
  onTick: (id: string) => void;
}

function TickFailing({ orders, ticked, onTick }: TickFailingProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">哪些没有办成</legend>
      <ul className="grid gap-x-4 sm:grid-cols-2">
        {orders.map(({ id, kind, name }) => (
          <li key={id}>
            <label className="flex min-h-10 items-center gap-3">
              <input
                type="checkbox"
                checked={ticked.includes(id)}
                onChange={() => onTick(id)}
                className="checkbox size-5 shrink-0"
              />
              {kindsOfOrder[kind].verb} {name}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface ReasonProps {
  usual: readonly string[];
  value: string;
  onChange: (text: string) => void;
  problem: string;
}

function Reason({ usual, value, onChange, problem }: ReasonProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        未办成的原因
      </label>
      <textarea
        ref={box}
        id={id}
        rows={2}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-problem`}
        className={`textarea ${inputClass}`}
      />
      <p id={`${id}-problem`} role="alert" className="text-error-ink text-xs empty:hidden">
        {problem}
      </p>
      <fieldset className="mt-2 flex flex-wrap gap-2">
        <legend className="sr-only">常见原因</legend>
        {usual.map((reason) => (
          <button
            key={reason}
            type="button"
            onClick={() => {
              onChange(reason);
              box.current?.focus();
            }}
            className="min-h-8 rounded-full border border-base-300 bg-base-100 px-3 hover:border-edge max-md:min-h-9"
          >
            {reason}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

'use client';

import { Icon } from '@/components/ui/icon';
import { useReady } from '@/components/ui/use-ready';
import { type ReturnReason, returnReasons } from '@/lib/notices/review/rules/opinion';

type ReasonTicksProps = {
  ticked: readonly ReturnReason[];
  onTick: (ticked: ReturnReason[]) => void;
  /** Unfolded, because a reason is asked for. */
  open: boolean;
};

const codes = Object.keys(returnReasons) as ReturnReason[];

/** Why it is sent back or refused, to be ticked; folded until it is needed. */
export function ReasonTicks({ ticked, onTick, open }: ReasonTicksProps) {
  const ready = useReady();
  return (
    <details open={open || ticked.length > 0}>
      <summary className="inline-flex min-h-8 cursor-pointer items-center gap-1 text-link">
        常见原因{ticked.length ? `（已选 ${ticked.length} 项）` : ''}
        <Icon name="open" className="size-3.5" />
      </summary>
      <fieldset className="mt-1">
        <legend className="sr-only">原因</legend>
        {codes.map((code) => (
          <label key={code} className="flex min-h-8 cursor-pointer items-center gap-2.5">
            <input
              type="checkbox"
              checked={ticked.includes(code)}
              disabled={!ready}
              onChange={(event) =>
                onTick(event.target.checked ? [...ticked, code] : ticked.filter((one) => one !== code))
              }
              className="checkbox checkbox-sm"
            />
            {returnReasons[code]}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

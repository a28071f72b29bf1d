'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { useReady } from '@/components/ui/use-ready';
import { copiedText, kindsOfOrder, type OrderKindName } from '@/lib/groups/orders/kinds';
import type { GroupLine } from '@/lib/groups/orders/queries/by-group';
import { OrderLine } from './order-line';

interface KindSectionProps {
  kind: OrderKindName;
  lines: GroupLine[];
  ticked: readonly string[];
  onTick: (ids: readonly string[], on: boolean) => void;
}

/** The orders of one kind in a group: what is to be done, what to copy, who. */
export function KindSection({ kind, lines, ticked, onTick }: KindSectionProps) {
  const ready = useReady();
  const { verb, todo, counted, copy } = kindsOfOrder[kind];
  if (!lines.length) return null;
  const texts = lines.flatMap((line) => copiedText(line) ?? []);
  const ids = lines.map(({ id }) => id);
  const chosen = ids.filter((id) => ticked.includes(id)).length;
  return (
    <section className="border-base-300 border-t first:border-t-0">
      <div className="flex items-start gap-3 bg-base-200/50 px-4 py-2.5">
        {lines.length > 1 ? (
          <input
            type="checkbox"
            checked={chosen === lines.length}
            disabled={!ready}
            ref={(box) => {
              if (box) box.indeterminate = chosen > 0 && chosen < lines.length;
            }}
            onChange={(event) => onTick(ids, event.target.checked)}
            aria-label={`全选${verb} ${lines.length} ${counted}`}
            className="checkbox checkbox-primary mt-0.5 size-5 shrink-0"
          />
        ) : null}
        <div className="min-w-0 flex-1">
          <h3 className="font-semibold text-base">
            {verb} {lines.length} {counted}
          </h3>
          <p className="text-muted text-xs">{todo}</p>
        </div>
        {copy?.from === 'nickname' && texts.length > 1 ? (
          <CopyButton text={texts.join('\n')} label="复制全部昵称" subject={`${verb}的`} framed />
        ) : null}
      </div>
      <ul className="divide-y divide-base-300 border-base-300 border-t">
        {lines.map((line) => (
          <OrderLine
            key={line.id}
            line={line}
            ticked={ticked.includes(line.id)}
            onTick={(on) => onTick([line.id], on)}
          />
        ))}
      </ul>
    </section>
  );
}

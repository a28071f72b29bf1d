import type { OrderKind } from '@/db/schema/membership';
import { kindsOfOrder } from '@/lib/groups/orders/kinds';

/** What an order brings along besides whom it is about: the title of a notice, until when, why. */
export function OrderDetails({
  kind,
  detail,
}: {
  kind: OrderKind;
  detail: Readonly<Record<string, string>>;
}) {
  const lines = Object.entries(kindsOfOrder[kind].details).filter(([key]) => detail[key]);
  if (!lines.length) return null;
  return (
    <dl className="text-xs">
      {lines.map(([key, label]) => (
        <div key={key} className="flex gap-2">
          <dt className="shrink-0 text-muted">{label}</dt>
          <dd className="min-w-0 break-words">{detail[key]}</dd>
        </div>
      ))}
    </dl>
  );
}

import { ButtonLink, TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { TransferRow } from '@/lib/groups/transfers/list';
import { TransferBadge } from './transfer-table';

type PersonTransfersProps = {
  personId: string;
  transfers: readonly TransferRow[];
  /** Whether the reader may enter one. */
  mayPlan: boolean;
};

/** Where somebody has been moved, or is to be. Nothing when there is nothing to show or do. */
export function PersonTransfers({ personId, transfers, mayPlan }: PersonTransfersProps) {
  const waiting = transfers.some(({ status }) => status === 'planned');
  if (!(transfers.length || mayPlan)) return null;
  return (
    <Card title="工作变动" hint="换单位时，退群、入群一次办理">
      {transfers.length ? (
        <ul className="mb-3 flex flex-col gap-3">
          {transfers.map((row) => (
            <li key={row.id}>
              <TextLink href={`/membership/transfer/${row.id}`}>
                {row.fromUnit} → {row.toUnit}
              </TextLink>
              <span className="mt-1 flex flex-wrap items-center gap-2 text-muted text-xs tabular-nums">
                <TransferBadge status={row.status} />
                {row.effectiveOn}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {mayPlan && !waiting ? (
        <ButtonLink href={`/membership/transfer/new?person=${personId}`}>办理工作变动</ButtonLink>
      ) : null}
    </Card>
  );
}

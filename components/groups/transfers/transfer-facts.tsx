import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import { submitterOf } from '@/lib/groups/requests/rules';
import type { TransferDetail } from '@/lib/groups/transfers/queries/detail';

/** Who goes where, when and why. */
export function TransferFacts({ transfer }: { transfer: TransferDetail }) {
  return (
    <Card title="变动内容">
      <DefinitionList
        items={[
          { term: '原单位', value: transfer.fromUnit },
          { term: '新单位', value: transfer.toUnit },
          { term: '新职务', value: transfer.duty || '—' },
          { term: '生效日期', value: transfer.effectiveOn },
          { term: '变动事由', value: transfer.reason, wide: true },
          {
            term: '登记',
            value: (
              <>
                {submitterOf(transfer)} <DateTime at={transfer.submittedAt} />
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

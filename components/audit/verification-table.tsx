import { type Column, DataTable } from '@/components/list/data-table';
import { Badge, type Tone } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { codeName } from '@/lib/audit/names/data';
import type { PastVerification } from '@/lib/proof/queries';

const tones: Record<PastVerification['verdict'], Tone> = {
  sound: 'success',
  doubtful: 'warning',
  broken: 'error',
};

const columns: Column<PastVerification>[] = [
  { key: 'at', header: '核对时间', width: 'w-48', cell: ({ at }) => <DateTime at={at} /> },
  {
    key: 'verdict',
    header: '结果',
    width: 'w-28',
    cell: ({ verdict }) => <Badge tone={tones[verdict]}>{codeName('audit', 'verdict', verdict)}</Badge>,
  },
  {
    key: 'records',
    header: '记录',
    width: 'w-32',
    align: 'right',
    cell: ({ records }) => `${records.toLocaleString('en-US')} 条`,
  },
  {
    key: 'reason',
    header: '说明',
    cell: ({ reason }) => <span className="break-words">{reason ?? '—'}</span>,
  },
];

/** The last verifications; a row opens its own record in the trail. */
export function VerificationTable({ rows }: { rows: readonly PastVerification[] }) {
  return (
    <DataTable
      caption="核对记录"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => String(id)}
      rowHref={({ id }) => `/admin/audit/${id}`}
      empty={<EmptyState title="还没有核对过" />}
    />
  );
}

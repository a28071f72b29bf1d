import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { AuditRow } from '@/lib/audit/list';
import { entityNames, refusalNames } from '@/lib/audit/names/data';
import type { ListState, Page } from '@/lib/core/paging';

/** 成功, or 被拒绝 and why. */
export function Outcome({ row }: { row: Pick<AuditRow, 'outcome' | 'code'> }) {
  if (row.outcome === 'done') return <Badge tone="success">成功</Badge>;
  return <Badge tone="error">被拒绝：{row.code ? (refusalNames[row.code] ?? row.code) : '原因不明'}</Badge>;
}

const columns: Column<AuditRow>[] = [
  {
    key: 'action',
    header: '操作',
    width: 'w-48',
    cell: (row) => <TwoLines main={row.actionName} sub={`第 ${row.id} 号`} />,
  },
  { key: 'at', header: '时间', width: 'w-48', sortKey: 'at', cell: (row) => <DateTime at={row.at} /> },
  {
    key: 'actor',
    header: '操作人',
    width: 'w-56',
    cell: (row) => (
      <TwoLines
        main={row.actorName}
        sub={[row.actorUnit, row.actingRole].filter(Boolean).join(' · ') || '—'}
      />
    ),
  },
  { key: 'outcome', header: '结果', width: 'w-44', cell: (row) => <Outcome row={row} /> },
  {
    key: 'entity',
    header: '对象',
    cell: (row) =>
      row.entityType ? (
        <TwoLines main={row.entityLabel || '—'} sub={entityNames[row.entityType] ?? row.entityType} />
      ) : (
        '—'
      ),
  },
  {
    key: 'clause',
    header: '依据',
    width: 'w-24',
    cell: (row) => (row.clause ? `制度 ${row.clause}` : '—'),
    onPhone: 'hidden',
  },
];

/** The trail, newest first; a row opens the record with its before and after. */
export function AuditTable({ base, state, page }: { base: string; state: ListState; page: Page<AuditRow> }) {
  return (
    <DataTable
      caption="审计日志"
      columns={columns}
      rows={page.rows}
      rowKey={(row) => String(row.id)}
      rowHref={(row) => `${base}/${row.id}`}
      list={{ base, state }}
      empty={<EmptyState title="没有符合条件的记录" hint="可以放宽起止日期或减少筛选条件。" />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

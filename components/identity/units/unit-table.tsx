import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import type { UnitRow } from '@/lib/identity/units/list';
import { unitKindNames } from '@/lib/identity/units/rules';

const columns: Column<UnitRow>[] = [
  {
    key: 'name',
    header: '单位',
    sortKey: 'name',
    cell: (unit) => (
      <TwoLines
        main={
          <>
            {unit.name} {unit.archivedAt ? <Badge>已停用</Badge> : null}
          </>
        }
        sub={`简称 ${unit.shortName}`}
      />
    ),
  },
  { key: 'kind', header: '类别', onPhone: 'inline', width: 'w-36', cell: (unit) => unitKindNames[unit.kind] },
  {
    key: 'heads',
    header: '负责人',
    onPhone: 'labelled',
    width: 'w-56',
    cell: (unit) => unit.heads.join('、') || <Vacant unit={unit} />,
  },
  {
    key: 'leader',
    header: '分管领导',
    onPhone: 'labelled',
    width: 'w-48',
    cell: (unit) => unit.leader ?? null,
  },
  {
    key: 'people',
    header: '在岗人数',
    onPhone: 'labelled',
    width: 'w-32',
    align: 'right',
    sortKey: 'people',
    cell: (unit) =>
      unit.people > 0 ? <TextLink href={`/admin/people?unit=${unit.id}`}>{unit.people}</TextLink> : 0,
  },
];

/** A unit whose requests nobody can submit; leaders have no head above them. */
function Vacant({ unit }: { unit: UnitRow }) {
  if (unit.archivedAt || unit.kind === 'leadership') return '—';
  return <span className="text-warning-ink">空缺</span>;
}

/** The units as rows; they open for whoever may change them. */
export function UnitTable({ state, page }: { state: ListState; page: Page<UnitRow> }) {
  const editable = page.rows.some((unit) => unit.may.edit);
  return (
    <DataTable
      caption="单位"
      columns={columns}
      rows={page.rows}
      rowKey={(unit) => unit.id}
      rowHref={editable ? (unit) => `/admin/units/${unit.id}` : undefined}
      list={{ base: '/admin/units', state }}
      empty={<EmptyState title="没有符合条件的单位" hint="可以减少筛选条件再看。" />}
      footer={<Pagination base="/admin/units" state={state} page={page} />}
    />
  );
}

import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { type GroupRow, groupRoleNames } from '@/lib/groups/list';
import { platformNames } from '@/lib/groups/rules';

const name: Column<GroupRow> = {
  key: 'name',
  header: '工作群',
  sortKey: 'name',
  cell: (group) => (
    <TwoLines
      main={
        <>
          {group.name} {group.archivedAt ? <Badge>已归档</Badge> : null}
        </>
      }
      sub={group.purpose || '未填写用途'}
    />
  ),
};
const facts: Column<GroupRow>[] = [
  {
    key: 'platform',
    header: '平台',
    onPhone: 'inline',
    width: 'w-24',
    cell: (group) => platformNames[group.platform],
  },
  { key: 'unit', header: '归口单位', onPhone: 'inline', width: 'w-44', cell: (group) => group.unitName },
  {
    key: 'administrators',
    header: '群管理员',
    onPhone: 'labelled',
    width: 'w-44',
    cell: (group) => group.administrators.join('、') || null,
  },
  {
    key: 'members',
    header: '成员',
    onPhone: 'labelled',
    width: 'w-20',
    align: 'right',
    cell: (group) => group.members,
  },
];
const checked: Column<GroupRow> = {
  key: 'checked',
  header: '最近比对',
  onPhone: 'labelled',
  width: 'w-32',
  align: 'right',
  cell: ({ checkedAt, platform }) => {
    if (checkedAt) return <DateTime at={checkedAt} show="date" />;
    return platform === 'portal' ? null : <span className="text-muted">从未</span>;
  },
};
const mine: Column<GroupRow> = {
  key: 'mine',
  header: '我的身份',
  onPhone: 'inline',
  width: 'w-28',
  cell: (group) =>
    group.myRole ? (
      <Badge tone={group.myRole === 'admin' ? 'teal' : 'info'}>{groupRoleNames[group.myRole]}</Badge>
    ) : null,
};

type GroupTableProps = {
  base: string;
  /** Where a row leads: `/groups` to look at it, `/admin/groups` to manage it. */
  rowsAt: string;
  state: ListState;
  page: Page<GroupRow>;
  empty: { title: string; hint: string };
  showMine: boolean;
  /** When each group's real list was last compared: for those who may do that. */
  showChecked?: boolean;
};

/** The groups as rows; on a phone one card each. */
export function GroupTable({
  base,
  rowsAt,
  state,
  page,
  empty,
  showMine,
  showChecked = false,
}: GroupTableProps) {
  const narrowed = state.q !== '' || Object.keys(state.filters).length > 0;
  return (
    <DataTable
      caption="工作群"
      columns={[name, ...facts, ...(showChecked ? [checked] : []), ...(showMine ? [mine] : [])]}
      rows={page.rows}
      rowKey={(group) => group.id}
      rowHref={(group) => `${rowsAt}/${group.id}`}
      list={{ base, state }}
      empty={
        narrowed ? (
          <EmptyState title="没有符合条件的工作群" hint="可以减少筛选条件再看。" />
        ) : (
          <EmptyState {...empty} />
        )
      }
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

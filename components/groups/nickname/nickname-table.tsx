import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import type { NicknameRow } from '@/lib/groups/nickname/list';
import { nicknameStates } from '@/lib/groups/rules';
import { NicknameBar } from './nickname-bar';

const columns: Column<NicknameRow>[] = [
  {
    key: 'person',
    header: '成员',
    sortKey: 'name',
    cell: (row) => <TwoLines main={row.personName} sub={row.unitName} />,
  },
  { key: 'group', header: '工作群', onPhone: 'inline', cell: (row) => row.groupName },
  {
    key: 'nickname',
    header: '规范昵称',
    onPhone: 'labelled',
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-2">
        {row.nickname}
        {row.state === 'to_set' ? (
          <CopyButton text={row.nickname} subject={`${row.personName}的规范昵称`} />
        ) : null}
      </span>
    ),
  },
  { key: 'seen', header: '群内显示', onPhone: 'labelled', cell: (row) => row.seen ?? null },
  {
    key: 'state',
    header: '状态',
    onPhone: 'inline',
    width: 'w-44',
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-1.5">
        <Badge tone={nicknameStates[row.state].tone}>{nicknameStates[row.state].label}</Badge>
        {row.state === 'to_set' && !row.hasAccount ? <Badge>没有账号</Badge> : null}
      </span>
    ),
  },
  {
    key: 'asked',
    header: '起算 / 确认',
    onPhone: 'inline',
    width: 'w-40',
    align: 'right',
    sortKey: 'asked',
    cell: (row) => (
      <span className={row.overdue ? 'text-error-ink' : undefined}>
        <DateTime at={row.confirmedAt ?? row.askedAt} show="date" />
        {row.overdue ? ' 逾期' : null}
      </span>
    ),
  },
];

/** Nicknames as rows; those the reader may confirm or remind of can be ticked. */
export function NicknameTable({ state, page }: { state: ListState; page: Page<NicknameRow> }) {
  const base = '/membership/nicknames';
  const idsOf = (which: (row: NicknameRow) => boolean) => page.rows.filter(which).map(({ id }) => id);
  const confirm = idsOf(({ may }) => may.confirm);
  const remind = idsOf(({ may }) => may.remind);
  const unreached = idsOf(({ may, hasAccount }) => may.confirm && !hasAccount);
  return (
    <DataTable
      caption="群昵称"
      columns={columns}
      rows={page.rows}
      rowKey={(row) => row.id}
      list={{ base, state }}
      selection={
        confirm.length + remind.length
          ? {
              label: (row) => `${row.personName} ${row.groupName}`,
              bar: <NicknameBar {...{ confirm, remind, unreached }} />,
              counted: '人次',
              selectable: ({ may }) => may.confirm || may.remind,
            }
          : undefined
      }
      empty={<EmptyState title="没有待改的群昵称" hint="群昵称都已确认，或可以减少筛选条件再看。" />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

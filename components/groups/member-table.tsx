import { ActionButton } from '@/components/form/action-button';
import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { confirmNickname } from '@/lib/groups/actions';
import type { MemberRow } from '@/lib/groups/list';
import { nicknameStates } from '@/lib/groups/rules';

const columns: Column<MemberRow>[] = [
  {
    key: 'name',
    header: '成员',
    sortKey: 'name',
    cell: (member) => (
      <TwoLines
        main={
          <>
            {member.name} {member.administrator ? <Badge tone="teal">群管理员</Badge> : null}
          </>
        }
        sub={member.phone ?? (member.duty || '—')}
      />
    ),
  },
  {
    key: 'unit',
    header: '单位',
    cell: (member) =>
      member.phone && member.duty ? <TwoLines main={member.unitName} sub={member.duty} /> : member.unitName,
  },
  { key: 'nickname', header: '群昵称', cell: (member) => member.nickname },
  { key: 'state', header: '昵称状态', width: 'w-44', cell: NicknameCell },
  {
    key: 'since',
    header: '入群时间',
    sortKey: 'since',
    align: 'right',
    width: 'w-40',
    cell: (member) => <DateTime at={member.since} show="date" />,
  },
];

function NicknameCell(member: MemberRow) {
  const { label, tone } = nicknameStates[member.nicknameState];
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Badge tone={tone}>{label}</Badge>
      {member.may.confirmNickname ? (
        <ActionButton
          action={confirmNickname}
          input={{ membershipId: member.id }}
          label="已改好"
          size="small"
          success={`已确认${member.name}的群昵称`}
        />
      ) : null}
    </span>
  );
}

type MemberTableProps = { base: string; state: ListState; page: Page<MemberRow>; hint: string };

/** The members of a group that the reader may see. */
export function MemberTable({ base, state, page, hint }: MemberTableProps) {
  const narrowed = state.q !== '' || Object.keys(state.filters).length > 0;
  return (
    <DataTable
      caption="群成员"
      columns={columns}
      rows={page.rows}
      rowKey={(member) => member.id}
      list={{ base, state }}
      empty={
        narrowed ? (
          <EmptyState title="没有符合条件的成员" hint="可以减少筛选条件再看。" />
        ) : (
          <EmptyState title="没有可以显示的成员" hint={hint} />
        )
      }
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

import { ActionButton } from '@/components/form/action-button';
import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { confirmNickname } from '@/lib/groups/actions';
import { fileLeaveAction } from '@/lib/groups/leaving/actions';
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
            {member.name} {member.affiliated ? <Badge>外部人员</Badge> : null}{' '}
            {member.administrator ? <Badge tone="teal">群管理员</Badge> : null}
          </>
        }
        sub={member.phone ?? (member.duty || '—')}
      />
    ),
  },
  {
    key: 'unit',
    header: '单位',
    onPhone: 'inline',
    cell: (member) =>
      member.phone && member.duty ? <TwoLines main={member.unitName} sub={member.duty} /> : member.unitName,
  },
  { key: 'nickname', header: '群昵称', onPhone: 'labelled', cell: (member) => member.nickname },
  { key: 'state', header: '昵称状态', onPhone: 'inline', width: 'w-44', cell: NicknameCell },
  {
    key: 'since',
    header: '入群时间',
    onPhone: 'labelled',
    sortKey: 'since',
    align: 'right',
    width: 'w-40',
    cell: (member) => <DateTime at={member.since} show="date" />,
  },
];

/** For those who may take members out of the group. */
const leaving: Column<MemberRow> = {
  key: 'leave',
  header: '退群',
  onPhone: 'inline',
  width: 'w-28',
  cell: LeaveCell,
};

function LeaveCell({ id, name, leaving: underWay, may }: MemberRow) {
  if (underWay) return <TextLink href={`/membership/${underWay.id}`}>办理中</TextLink>;
  if (!may.leave) return null;
  return (
    <ActionButton
      action={fileLeaveAction}
      input={{ submissionId: '', membershipIds: [id], reason: '' }}
      label="退群…"
      size="small"
      kind="quiet"
      answer={{ label: '提交退群', kind: 'primary' }}
      reason={{ field: 'reason', label: `${name}退群事由`, placeholder: '如：调离本单位' }}
      success={`已提交${name}退群，移出办理单已下达`}
    />
  );
}

function NicknameCell(member: MemberRow) {
  if (!member.nicknameState) return null;
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

/** Without what nobody on the page has: a way out, or, in the portal's own groups, a nickname to set. */
function columnsFor(rows: readonly MemberRow[]): Column<MemberRow>[] {
  const asked = rows.some(({ nicknameState }) => nicknameState !== null);
  const leaves = rows.some(({ may, leaving: underWay }) => may.leave || underWay);
  return [...columns.filter(({ key }) => asked || key !== 'state'), ...(leaves ? [leaving] : [])];
}

type MemberTableProps = { base: string; state: ListState; page: Page<MemberRow>; hint: string };

/** The members of a group that the reader may see. */
export function MemberTable({ base, state, page, hint }: MemberTableProps) {
  const narrowed = state.q !== '' || Object.keys(state.filters).length > 0;
  return (
    <DataTable
      caption="群成员"
      columns={columnsFor(page.rows)}
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

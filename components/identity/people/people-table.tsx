import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge, type Tone } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { type AccountState, accountStates, type PersonRow, rolesText } from '@/lib/identity/people/list';

const accountTones: Record<AccountState, Tone> = {
  none: 'neutral',
  code: 'warning',
  active: 'success',
  disabled: 'error',
};

/** Whether somebody can sign in, in the same words and colours everywhere. */
export function AccountBadge({ state }: { state: AccountState }) {
  return <Badge tone={accountTones[state]}>{accountStates[state]}</Badge>;
}

const columns: Column<PersonRow>[] = [
  {
    key: 'name',
    header: '姓名',
    sortKey: 'name',
    width: 'w-40',
    cell: (person) => (
      <TwoLines
        main={
          <>
            {person.name} {person.affiliated ? <Badge>外部人员</Badge> : null}
            {person.departedAt ? <Badge tone="error">已离任</Badge> : null}
          </>
        }
        sub={person.phone ?? '未登记手机号'}
      />
    ),
  },
  {
    key: 'unit',
    header: '单位 / 职务',
    onPhone: 'inline',
    sortKey: 'unit',
    width: 'w-52',
    cell: (person) => <TwoLines main={person.unitName} sub={person.duty || '—'} />,
  },
  {
    key: 'roles',
    header: '角色',
    onPhone: 'inline',
    cell: (person) => rolesText(person.roles) || null,
  },
  {
    key: 'account',
    header: '账号',
    onPhone: 'inline',
    width: 'w-28',
    cell: (person) => <AccountBadge state={person.account} />,
  },
];

/** People as rows; each opens his page. */
export function PeopleTable({ state, page }: { state: ListState; page: Page<PersonRow> }) {
  const narrowed = state.q !== '' || Object.keys(state.filters).length > 0;
  return (
    <DataTable
      caption="人员"
      columns={columns}
      rows={page.rows}
      rowKey={(person) => person.id}
      rowHref={(person) => `/admin/people/${person.id}`}
      list={{ base: '/admin/people', state }}
      empty={
        narrowed ? (
          <EmptyState
            title="没有符合条件的人员"
            hint="可以减少筛选条件，或用姓名、拼音首字母、完整手机号再查。"
          />
        ) : (
          <EmptyState title="还没有人员" hint="先新增人员，再由系统管理员发放账号、指派角色。" />
        )
      }
      footer={<Pagination base="/admin/people" state={state} page={page} />}
    />
  );
}

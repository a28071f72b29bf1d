import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { Deadline } from '@/components/ui/deadline';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { formatShort, officeDay } from '@/lib/core/time';
import { answererOf, type ItemRow, lastSeenText, removalText } from '@/lib/groups/inactive/list';
import { escalatedNames, isAtOnce } from '@/lib/groups/inactive/rules';
import { sweepWorkflow } from '@/lib/groups/inactive/states';
import { AnswerBar } from './answer-bar';

const columns: Column<ItemRow>[] = [
  {
    key: 'person',
    header: '人员',
    width: 'w-36',
    cell: (row) => <TwoLines main={row.personName} sub={row.duty || '—'} />,
  },
  {
    key: 'group',
    header: '群 / 单位',
    onPhone: 'inline',
    cell: (row) => <TwoLines main={row.groupName} sub={row.unitName} />,
  },
  {
    key: 'last',
    header: '最近活动',
    onPhone: 'inline',
    width: 'w-44',
    sortKey: 'last',
    cell: (row) => (
      <TwoLines
        main={<span className={row.lastAt ? '' : 'text-warning-ink'}>{lastSeenText(row)}</span>}
        sub={`${officeDay(row.memberSince)} 入群`}
      />
    ),
  },
  {
    key: 'evidence',
    header: '参考',
    onPhone: 'inline',
    width: 'w-32',
    cell: (row) => (
      <TwoLines main={`在 ${row.groupCount} 个群`} sub={row.hasAccount ? '有账号' : '尚无账号'} />
    ),
  },
  {
    key: 'state',
    header: '状态',
    onPhone: 'inline',
    width: 'w-32',
    cell: (row) => <StateBadge status={row.status} />,
  },
  {
    key: 'answer',
    header: '时限 / 答复',
    onPhone: 'inline',
    width: 'w-52',
    sortKey: 'due',
    cell: (row) => <Answer row={row} />,
  },
];

function StateBadge({ status }: Pick<ItemRow, 'status'>) {
  const { label, tone } = sweepWorkflow.states[status];
  return <Badge tone={tone}>{label}</Badge>;
}

/** By when an answer is due and from whom; afterwards who gave which, and how far the removal has got. */
function Answer({ row }: { row: ItemRow }) {
  if (row.deadline) {
    const deadline = <Deadline dueAt={row.dueAt} {...row.deadline} />;
    return row.escalatedWhy ? <TwoLines main={deadline} sub={escalatedNames[row.escalatedWhy]} /> : deadline;
  }
  const by = [answererOf(row), formatShort(row.statusAt)].filter(Boolean).join(' ');
  if (!row.request) return <TwoLines main={row.reason ?? ''} sub={by} />;
  return (
    <TwoLines
      main={<TextLink href={`/membership/${row.request.id}`}>{removalText(row)}</TextLink>}
      sub={by}
    />
  );
}

interface ItemTableProps {
  state: ListState;
  page: Page<ItemRow>;
  /** Whether there has been a sweep at all, and whether the reader may begin one. */
  swept: boolean;
  mayStart: boolean;
}

/** Inactive members as rows; those the reader is to answer for can be ticked and answered together. */
export function ItemTable({ state, page, swept, mayStart }: ItemTableProps) {
  const base = '/inactive';
  const answerable = page.rows.filter((row) => row.may.answer);
  const shown = Object.fromEntries(
    answerable.map((row) => {
      const { id, version, hasAccount } = row;
      return [id, { version, hasAccount, atOnce: isAtOnce(row) }];
    }),
  );
  return (
    <DataTable
      caption="不活跃成员"
      columns={columns}
      rows={page.rows}
      rowKey={(row) => row.id}
      list={{ base, state }}
      selection={
        answerable.length
          ? {
              label: (row) => `${row.personName} ${row.groupName}`,
              bar: <AnswerBar shown={shown} />,
              counted: '人次',
              selectable: (row) => row.may.answer,
            }
          : undefined
      }
      empty={<NoItems state={state} swept={swept} mayStart={mayStart} />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

function NoItems({ state, swept, mayStart }: Omit<ItemTableProps, 'page'>) {
  if (!swept)
    return (
      <EmptyState
        title="还没有进行过清理"
        hint={
          mayStart
            ? '每月清理日自动询问各单位，也可以现在发起。'
            : '每月清理日，长期没有活动的本单位成员会列在这里，请您答复保留或移出。'
        }
      />
    );
  const open = state.filters.status?.every((status) => status === 'asked' || status === 'escalated');
  return open ? (
    <EmptyState title="没有等待答复的成员" hint="选择其他状态或清理，可以查看以往的答复。" />
  ) : (
    <EmptyState title="没有符合条件的成员" hint="可以减少筛选条件。" />
  );
}

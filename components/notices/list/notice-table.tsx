import type { ReactNode } from 'react';
import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { NoticeStatus } from '@/components/notices/detail/notice-status';
import { Badge } from '@/components/ui/badge';
import { ButtonLink, TextLink } from '@/components/ui/button';
import { Deadline } from '@/components/ui/deadline';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import { groupsText, type NoticeRow } from '@/lib/notices/list';
import { receiptStateOf, receiptStates } from '@/lib/notices/receipts/rules';
import { categoryNames, emergencyBadge } from '@/lib/notices/states';
import { hrefOf } from './notice-tabs';

const base = '/notices';

const columns: Column<NoticeRow>[] = [
  {
    key: 'title',
    header: '标题',
    cell: (row) => (
      <TwoLines
        main={<Title row={row} />}
        sub={[row.number, row.unitName, row.authorName].filter(Boolean).join(' · ')}
      />
    ),
  },
  {
    key: 'category',
    header: '信息类别',
    onPhone: 'inline',
    width: 'w-28',
    cell: (row) => categoryNames[row.category],
  },
  {
    key: 'groups',
    header: '目标群',
    onPhone: 'inline',
    width: 'w-48',
    cell: (row) => groupsText(row.groups) || '未选择',
  },
  {
    key: 'status',
    header: '状态',
    width: 'w-40',
    onPhone: 'inline',
    cell: ({ status, chats }) => <NoticeStatus status={status} chats={chats} />,
  },
  {
    key: 'receipt',
    header: '我的回执',
    onPhone: 'inline',
    width: 'w-36',
    cell: (row) => receiptOf(row),
  },
  {
    key: 'time',
    header: '时间',
    onPhone: 'inline',
    width: 'w-36',
    align: 'right',
    sortKey: 'time',
    cell: (row) => timeOf(row),
  },
];

function Title({ row }: { row: NoticeRow }) {
  return (
    <>
      {row.category === 'emergency' ? <Badge tone="error">{emergencyBadge}</Badge> : null}{' '}
      {row.major ? <Badge tone="error">重要</Badge> : null}{' '}
      {row.status === 'recalled' ? <s>{row.title}</s> : row.title || '（无标题）'}
    </>
  );
}

/** What was asked of the reader himself, and has become of it; null when nothing was. */
function receiptOf(row: NoticeRow): ReactNode {
  if (!row.receipt) return null;
  if (row.deadline && row.receipt.dueAt) return <Deadline dueAt={row.receipt.dueAt} {...row.deadline} />;
  if (row.receipt.wanted === 'acknowledge' && !row.receipt.acknowledgedAt && row.status === 'published')
    return <Badge tone="warning">待知悉</Badge>;
  const { label, tone } = receiptStates[receiptStateOf(row.receipt)];
  return <Badge tone={tone === 'error' ? 'warning' : tone}>{label}</Badge>;
}

/** When it went out or will; else when it was handed in or changed last. */
function timeOf(row: NoticeRow): string {
  if (row.publishedAt) return `${formatShort(row.publishedAt)} 发布`;
  if (row.status === 'scheduled' && row.publishAt) return `${formatShort(row.publishAt)} 拟发布`;
  if (row.submittedAt && row.status !== 'draft') return `${formatShort(row.submittedAt)} 提交`;
  return `${formatShort(row.editedAt)} 修改`;
}

interface NoticeTableProps {
  state: ListState;
  page: Page<NoticeRow>;
  may: { write: boolean };
}

/** One's own receipt is a column only where there are any. */
const shownColumns = (rows: readonly NoticeRow[]): Column<NoticeRow>[] =>
  columns.filter(({ key }) => key !== 'receipt' || rows.some(({ receipt }) => receipt));

const searchAll = '在全部信息中搜索';

/** Searched in one tab only: what is not there may be in another. */
const isWithinTab = ({ q, filters }: ListState): boolean => q !== '' && filters.view !== undefined;

/** Notices as rows, on a phone as cards; what a search in one tab found little of can be looked for in all of them. */
export function NoticeTable({ state, page, may }: NoticeTableProps) {
  return (
    <DataTable
      caption="信息"
      columns={shownColumns(page.rows)}
      rows={page.rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/notices/${row.id}`}
      list={{ base, state }}
      empty={<NoNotices state={state} may={may} />}
      footer={
        <>
          <Pagination base={base} state={state} page={page} />
          {page.rows.length && page.rows.length === page.total && isWithinTab(state) ? (
            <p className="no-print border-base-300 border-t px-4 py-2 text-muted">
              没有要找的？
              <TextLink inText href={hrefOf(state)}>
                {searchAll}
              </TextLink>
            </p>
          ) : null}
        </>
      }
    />
  );
}

const emptyHints: Readonly<Record<string, { title: string; hint: string }>> = {
  todo: { title: '没有等您知悉的信息', hint: '需要回执的信息发布后会出现在这里。' },
  received: { title: '还没有发给您的信息', hint: '所在工作群的信息发布后会出现在这里。' },
  mine: { title: '您还没有起草信息', hint: '写好的信息经审核后发布到工作群（制度 3.4.2）。' },
};

function NoNotices({ state, may }: Pick<NoticeTableProps, 'state' | 'may'>) {
  const action = may.write ? <ButtonLink href="/notices/new">新建信息</ButtonLink> : undefined;
  const { view = [], ...others } = state.filters;
  if (isWithinTab(state))
    return (
      <EmptyState
        title="这一范围内没有符合条件的信息"
        hint="可以换个说法，或在全部信息中再找。"
        action={
          <ButtonLink href={hrefOf(state)} kind="primary">
            {searchAll}
          </ButtonLink>
        }
      />
    );
  if (state.q || Object.keys(others).length)
    return (
      <EmptyState title="没有符合条件的信息" hint="可以减少筛选条件，或换个说法搜索。" action={action} />
    );
  const { title, hint } = emptyHints[view[0] ?? ''] ?? {
    title: '还没有信息',
    hint: '发布到工作群的信息会出现在这里（制度 3.1.1）。',
  };
  return <EmptyState title={title} hint={hint} action={view[0] === 'todo' ? undefined : action} />;
}

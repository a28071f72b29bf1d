import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import { leaveWorkflow } from '@/lib/groups/leaving/states';
import { orderWorkflow } from '@/lib/groups/orders/states';
import { joinWorkflow } from '@/lib/groups/requests/states';
import { likenessNames, type RosterRow } from '@/lib/groups/roster/list';
import { rosterKindNames, rosterKindOrder, rosterStepNames } from '@/lib/groups/roster/states';
import { RosterActs } from './roster-acts';
import { RosterBar } from './roster-bar';

const shown: Column<RosterRow> = {
  key: 'shown',
  header: '群内显示',
  cell: ({ nickname, personName, kind, news }) => (
    <span className="flex flex-wrap items-center gap-1.5">
      <span className={nickname ? 'break-all' : 'text-muted'}>{nickname ?? `${personName}（群里没有）`}</span>
      <Badge tone={rosterKindNames[kind].tone}>{rosterKindNames[kind].label}</Badge>
      {news === 'again' ? <Badge>上次就有</Badge> : null}
    </span>
  ),
};

const register: Column<RosterRow> = { key: 'register', header: '登记', cell: Register };

/** Whom the register knows behind the line, and what he should be called. */
function Register({ kind, personName, unitName, expected, candidates, underWay }: RosterRow) {
  if (candidates.length)
    return (
      <ul className="flex flex-col gap-1">
        {candidates.map(({ membershipId, personName: name, unitName: unit, why }) => (
          <li key={membershipId}>
            {name} <span className="text-muted text-xs">{`${unit} · ${likenessNames[why] ?? why}`}</span>
          </li>
        ))}
      </ul>
    );
  if (!personName) return <span className="text-muted">登记中没有此人</span>;
  const sub = [
    unitName,
    kind === 'stranger' ? '已登记人员，不在本群' : '',
    underWay ? `${underWay} 办理中` : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <span className="flex flex-wrap items-center gap-2">
      <TwoLines main={expected ?? personName} sub={sub} />
      {kind === 'misnamed' && expected ? (
        <CopyButton text={expected} subject={`${personName}的规范昵称`} />
      ) : null}
    </span>
  );
}

/** What was done about a line, and what came of it so far. */
function Done(row: RosterRow) {
  const { status, step, note, statusByName, statusAt, request, order } = row;
  const workflow = request?.kind === 'leave' ? leaveWorkflow : joinWorkflow;
  return (
    <TwoLines
      main={
        <>
          {status === 'ignored' ? `不处理：${note ?? ''}` : null}
          {step ? rosterStepNames[step] : null}{' '}
          {order ? (
            <TextLink
              inText
              href={`/orders/${order.id}`}
            >{`${order.number}（${orderWorkflow.states[order.status].label}）`}</TextLink>
          ) : null}
          {request ? (
            <TextLink
              inText
              href={`/membership/${request.id}`}
            >{`${request.number}（${workflow.states[request.status].label}）`}</TextLink>
          ) : null}
        </>
      }
      sub={`${statusByName} ${formatShort(statusAt)}`}
    />
  );
}

interface RosterTableProps {
  base: string;
  groupId: string;
  checkId: string;
  state: ListState;
  page: Page<RosterRow>;
  /** The latest check can be acted upon. */
  acting: boolean;
}

/** The lines of a check; those of one sort can be ticked and dealt with together. */
export function RosterTable({ base, groupId, checkId, state, page, acting }: RosterTableProps) {
  const next: Column<RosterRow> = {
    key: 'next',
    header: '下一步',
    width: 'w-96',
    cell: (row) => (
      <>
        {row.status === 'clear' ? <span className="text-muted">无需处理</span> : null}
        {row.status === 'done' || row.status === 'ignored' ? <Done {...row} /> : null}
        {acting && (row.status === 'open' || row.fruitless) ? (
          <RosterActs checkId={checkId} groupId={groupId} row={row} />
        ) : null}
      </>
    ),
  };
  const open = acting ? page.rows.filter(({ status }) => status === 'open') : [];
  const [only, ...others] = state.filters.kind ?? [];
  const kind = rosterKindOrder.find((one) => one === only && !others.length);
  const versions = Object.fromEntries(open.map(({ id, version }) => [id, version]));
  const bar = open.length && kind ? <RosterBar {...{ checkId, kind, versions }} /> : null;
  return (
    <DataTable
      caption="比对结果"
      columns={kind === 'conforms' ? [shown, register] : [shown, register, next]}
      rows={page.rows}
      rowKey={(row) => row.id}
      list={{ base, state }}
      selection={
        bar
          ? {
              label: (row) => row.nickname ?? row.personName ?? '',
              bar,
              counted: '行',
              selectable: ({ status }) => status === 'open',
            }
          : undefined
      }
      empty={<EmptyState title="没有符合条件的行" hint="待处理的都已处理完，或可以减少筛选条件再看。" />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

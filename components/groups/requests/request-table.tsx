import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { ButtonLink, TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState } from '@/lib/core/paging';
import {
  type RequestLine,
  type RequestLinePage,
  type RequestRow,
  standsByDue,
} from '@/lib/groups/requests/list';
import { DecisionBar } from './decision-bar';
import { EvidenceText } from './evidence-text';
import { DueOrEnd, GroupList, GroupName, pressing, StateBadges } from './line-cells';
import { RejectMark } from './reject-mark';

/** A line with its first request, and whether it is the first on the page of several people who were asked for together. */
interface Line extends RequestLine {
  first: RequestRow;
  leads: boolean;
}

const alone = ({ requests }: RequestLine): boolean => requests.length === 1;
const distinct = (texts: readonly string[]): string => [...new Set(texts)].join('、');
const labelOf = ({ personName, number }: RequestRow): string => `${personName} ${number}`;

const columns: Column<Line>[] = [
  {
    key: 'person',
    header: '人员',
    width: 'w-32',
    cell: ({ first }) => (
      <TwoLines
        main={
          <>
            {first.personName} {first.affiliated ? <Badge>外部人员</Badge> : null}
          </>
        }
        sub={first.phoneMasked ?? '未登记手机号'}
      />
    ),
  },
  {
    key: 'unit',
    header: '单位 / 职务',
    onPhone: 'inline',
    width: 'w-40',
    cell: (line) => (
      <TwoLines main={distinct(line.requests.map(({ unitName }) => unitName))} sub={line.first.duty || '—'} />
    ),
  },
  {
    key: 'group',
    header: '工作群',
    cell: (line) => (
      <>
        {alone(line) ? <GroupName request={line.first} /> : <GroupList requests={line.requests} />}
        <span className="block text-muted text-xs">
          {distinct(line.requests.map(({ reason }) => reason))}
          {line.leads ? (
            <span className="ml-2">
              <TextLink inText href={`/membership/batch/${line.first.batchId}`}>
                同批申请，按人查看
              </TextLink>
            </span>
          ) : null}
        </span>
      </>
    ),
  },
  {
    key: 'evidence',
    header: '审核参考',
    onPhone: 'inline',
    width: 'w-48',
    cell: ({ evidence }) =>
      evidence.groups.length || evidence.removals.length ? <EvidenceText evidence={evidence} /> : null,
  },
  {
    key: 'nickname',
    header: '群昵称',
    onPhone: 'labelled',
    width: 'w-36',
    cell: ({ requests }) => distinct(requests.map(({ nickname }) => nickname)),
  },
  {
    key: 'state',
    header: '状态',
    onPhone: 'inline',
    width: 'w-24',
    cell: ({ requests }) => <StateBadges requests={requests} />,
  },
  {
    key: 'due',
    header: '时限 / 办结',
    onPhone: 'inline',
    width: 'w-36',
    align: 'right',
    sortKey: 'due',
    cell: (line) => (
      <>
        <DueOrEnd row={pressing(line.requests) ?? line.first} />
        {alone(line) && line.first.may.decide ? (
          <RejectMark id={line.first.id} label={labelOf(line.first)} />
        ) : null}
      </>
    ),
  },
];

/** Columns that tell this reader something: not the state when every row has the same, nor evidence he is not given. */
function shownColumns(state: ListState, may: RequestTableProps['may']): Column<Line>[] {
  const shown = columns.filter(({ key }) => {
    if (key === 'state') return !namesItself(state);
    return key !== 'evidence' || may.seeEvidence;
  });
  return standsByDue(state) ? shown : shown.map(({ sortKey: _, ...column }) => column);
}

/** Whether every row has the same state; approved ones may still be stuck. */
function namesItself({ filters: { status } }: ListState): boolean {
  return status?.length === 1 && status[0] !== 'approved';
}

interface RequestTableProps {
  state: ListState;
  page: RequestLinePage;
  may: { submit: boolean; seeEvidence: boolean };
}

/** People who were asked for by one form stand together: the first of them on the page leads to all. */
function linesOf(lines: readonly RequestLine[]): Line[] {
  const joins = lines.map(({ requests }) => requests.find(({ kind }) => kind === 'join')?.batchId);
  return lines.flatMap(({ requests, ...line }, i) => {
    const [first] = requests;
    const batch = joins[i];
    const leads = joins.indexOf(batch) === i && joins.lastIndexOf(batch) !== i && batch !== undefined;
    return first ? [{ ...line, requests, first, leads }] : [];
  });
}

/** Requests, one line per person of a batch; those the reader may decide can be ticked, whole or in part, and decided together. */
export function RequestTable({ state, page, may }: RequestTableProps) {
  const base = '/membership';
  const decidable = page.rows.flatMap(({ requests }) => requests.filter((row) => row.may.decide));
  const versions = Object.fromEntries(decidable.map(({ id, version }) => [id, version]));
  return (
    <DataTable
      caption="入群退群申请"
      columns={shownColumns(state, may)}
      rows={linesOf(page.rows)}
      rowKey={(line) => line.id}
      rowHref={(line) => `/membership/${line.id}`}
      list={{ base, state }}
      selection={
        decidable.length
          ? {
              label: (line) =>
                alone(line) ? labelOf(line.first) : `${line.first.personName} ${line.requests.length} 个群`,
              bar: <DecisionBar versions={versions} />,
              selectable: ({ requests }) => requests.some((row) => row.may.decide),
              several: (line) => !alone(line),
            }
          : undefined
      }
      empty={<NoRequests narrowed={state.q !== '' || Object.keys(state.filters).length > 0} may={may} />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

function NoRequests({ narrowed, may }: { narrowed: boolean; may: { submit: boolean } }) {
  const action = may.submit ? <ButtonLink href="/membership/new">新建申请</ButtonLink> : undefined;
  if (narrowed)
    return (
      <EmptyState title="没有符合条件的申请" hint="可以减少筛选条件，或查看全部状态。" action={action} />
    );
  return (
    <EmptyState
      title="还没有申请"
      hint="入群由本单位负责人申请，街道办公室审核（制度 2.1.1）。"
      action={action}
    />
  );
}

import { EvidenceText } from '@/components/groups/requests/evidence-text';
import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { PageLink } from '@/components/ui/page-link';
import type { ListState, Page } from '@/lib/core/paging';
import type { BatchLine, BatchRequest } from '@/lib/groups/joining/list';
import { shownState } from '@/lib/groups/requests/states';
import { BatchDecisionBar } from './batch-decision-bar';

const columns: Column<BatchLine>[] = [
  {
    key: 'person',
    header: '人员',
    width: 'w-36',
    cell: (line) => (
      <TwoLines
        main={
          <>
            {line.personName} {line.affiliated ? <Badge>外部人员</Badge> : null}
          </>
        }
        sub={line.phoneMasked ?? '未登记手机号'}
      />
    ),
  },
  {
    key: 'unit',
    header: '单位 / 职务',
    width: 'w-40',
    cell: (line) => <TwoLines main={line.unitName} sub={line.duty || '—'} />,
  },
  {
    key: 'requests',
    header: '申请加入',
    cell: (line) => (
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
        {line.requests.map((request) => (
          <li key={request.id} className="flex items-center gap-1.5">
            <RequestState request={request} />
          </li>
        ))}
      </ul>
    ),
  },
  {
    key: 'nickname',
    header: '群昵称',
    width: 'w-32',
    cell: (line) => [...new Set(line.requests.map(({ nickname }) => nickname))].join('、'),
  },
];

const evidence: Column<BatchLine> = {
  key: 'evidence',
  header: '审核参考',
  width: 'w-52',
  cell: (line) => <EvidenceText evidence={line.evidence} />,
};

/** The group as the way to the single request, and how far it is. */
function RequestState({ request }: { request: BatchRequest }) {
  const { label, tone } = shownState(request, request.order ?? undefined);
  return (
    <>
      <PageLink href={`/membership/${request.id}`} className="text-link hover:underline">
        {request.groupName}
      </PageLink>
      <Badge tone={tone}>{label}</Badge>
    </>
  );
}

interface BatchTableProps {
  base: string;
  state: ListState;
  page: Page<BatchLine>;
  may: { seeEvidence: boolean };
}

/** One line per person; those with something to decide can be ticked and decided in all their groups at once. */
export function BatchTable({ base, state, page, may }: BatchTableProps) {
  const open = Object.fromEntries(
    page.rows.flatMap(({ personId, requests }) => {
      const rows = requests.filter((row) => row.may.decide).map(({ id, version }) => ({ id, version }));
      return rows.length ? [[personId, rows] as const] : [];
    }),
  );
  const [person, unit, ...others] = columns;
  const shown = may.seeEvidence ? [person, unit, others[0], evidence, others[1]] : columns;
  return (
    <DataTable
      caption="同批申请的人员"
      columns={shown.filter((column) => column !== undefined)}
      rows={page.rows}
      rowKey={({ personId }) => personId}
      list={{ base, state }}
      selection={
        Object.keys(open).length
          ? {
              label: ({ personName }) => personName,
              bar: <BatchDecisionBar open={open} />,
              counted: '人',
              selectable: ({ personId }) => Object.hasOwn(open, personId),
            }
          : undefined
      }
      empty={<EmptyState title="没有符合条件的人员" />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

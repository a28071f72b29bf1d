import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { type Step, Steps } from '@/components/ui/steps';
import { type Choice, type ListState, listHref, type Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import { type BaselineRow, baselineList } from '@/lib/groups/baseline/list';
import type { BaselineShown } from '@/lib/groups/baseline/queries/detail';
import { baselineResultNames } from '@/lib/groups/baseline/states';
import { BaselineActs } from './baseline-acts';
import { RowActs } from './row-acts';

const columns: Column<BaselineRow>[] = [
  {
    key: 'person',
    header: '名单所写',
    cell: (row) => (
      <TwoLines
        main={row.name || row.nickname}
        sub={[row.name ? row.nickname : '', row.duty].filter(Boolean).join(' · ') || '—'}
      />
    ),
  },
  { key: 'unit', header: '单位', cell: (row) => row.unitName ?? (row.unitText || '—') },
  { key: 'phone', header: '手机号', width: 'w-32', cell: (row) => row.phoneMasked ?? '—' },
  {
    key: 'result',
    header: '核对结果',
    cell: ({ result, problem }) => (
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone={baselineResultNames[result].tone}>{baselineResultNames[result].label}</Badge>
        {problem ? <span className="text-warning-ink">{problem}</span> : null}
      </span>
    ),
  },
];

function stepsOf({
  status,
  startedByName,
  startedAt,
  adminByName,
  adminAt,
  officeByName,
  officeAt,
}: BaselineShown): Step[] {
  const told = (name: string | null, at: Date | null) =>
    name && at ? { note: `${name} ${formatShort(at)}` } : {};
  const later = status === 'confirmed' ? 'current' : 'waiting';
  return [
    { label: '发起', state: 'done', ...told(startedByName, startedAt) },
    { label: '群管理员确认', state: status === 'draft' ? 'current' : 'done', ...told(adminByName, adminAt) },
    { label: '街道办公室确认', state: status === 'done' ? 'done' : later, ...told(officeByName, officeAt) },
  ];
}

type BaselineViewProps = {
  base: string;
  baseline: BaselineShown;
  state: ListState;
  page: Page<BaselineRow>;
  units: readonly Choice[];
};

/** A baseline: where it stands, what confirming it would do, and every line of it. */
export function BaselineView({ base, baseline, state, page, units }: BaselineViewProps) {
  const { counts, may, status, reason } = baseline;
  const href = (result: string) => listHref(base, state, { filters: { result: [result] } });
  const added = counts.new ?? 0;
  const acting: Column<BaselineRow> = {
    key: 'act',
    header: '更正',
    width: 'w-60',
    cell: (row) => <RowActs baselineId={baseline.id} row={row} units={units} />,
  };
  return (
    <>
      <Card className="mb-4">
        <Steps items={stepsOf(baseline)} label="存量登记进度" />
        <div className="mt-4 flex flex-col gap-3">
          {status === 'draft' && reason ? (
            <Notice tone="warning" title={`街道办公室退回：${reason}`} />
          ) : null}
          {may.why ? <Notice>{may.why}</Notice> : null}
          {status === 'draft' && !may.vouch ? <Notice>等待本群群管理员确认。</Notice> : null}
          {status === 'done' ? (
            <Notice tone="success">存量登记已完成，此后入群请走入群申请（制度 2.1.1）。</Notice>
          ) : null}
          <BaselineActs
            baseline={baseline}
            members={(counts.known ?? 0) + added}
            added={added}
            unclear={counts.unclear ?? 0}
          />
        </div>
      </Card>
      <StatRow>
        <StatCard label="已登记人员" value={counts.known ?? 0} href={href('known')} />
        <StatCard label="新登记" value={added} note="随登记建档，不开通账号" href={href('new')} />
        <StatCard label="已在群中" value={counts.member ?? 0} href={href('member')} />
        <StatCard
          label="需要核对"
          value={counts.unclear ?? 0}
          href={href('unclear')}
          {...(counts.unclear ? { note: '不会登记', tone: 'warning' as const } : {})}
        />
      </StatRow>
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="行"
        search="搜姓名、群昵称"
        filters={[{ key: 'result', label: '核对结果', choices: baselineList.filters.result?.choices ?? [] }]}
        exportName={baselineList.name}
      />
      <DataTable
        caption="存量登记名单"
        columns={may.change ? [...columns, acting] : columns}
        rows={page.rows}
        rowKey={(row) => row.id}
        list={{ base, state }}
        empty={<EmptyState title="没有符合条件的行" hint="可以减少筛选条件再看。" />}
        footer={<Pagination base={base} state={state} page={page} />}
      />
    </>
  );
}

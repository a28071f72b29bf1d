import { ListToolbar } from '@/components/list/list-toolbar';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { type Step, Steps } from '@/components/ui/steps';
import { type ListState, listHref, type Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import { type ImportRowShown, importRowList } from '@/lib/identity/imports/list';
import type { ImportShown } from '@/lib/identity/imports/queries/batch';
import { importForms } from '@/lib/identity/imports/rules/columns';
import { BatchActs } from './batch-acts';
import { ProgressBar } from './progress-bar';
import { RowTable } from './row-table';

/** How confirming and writing stand, by the import's status. */
const later: Readonly<Record<ImportShown['status'], readonly [Step['state'], Step['state']]>> = {
  ready: ['current', 'waiting'],
  importing: ['done', 'current'],
  done: ['done', 'done'],
  discarded: ['stopped', 'waiting'],
};

function stepsOf({ status, checkedAt, statusAt }: ImportShown): Step[] {
  const [confirming, writing] = later[status];
  return [
    { label: '上传', state: 'done' },
    { label: '核对', state: 'done', note: formatShort(checkedAt) },
    { label: '确认', state: confirming },
    { label: '写入', state: writing, ...(status === 'done' ? { note: formatShort(statusAt) } : {}) },
  ];
}

type Figures = { batch: ImportShown; state: ListState; address: string };

/** Each figure leads to its rows. */
function FigureRow({ batch: { figures, status }, state, address }: Figures) {
  const href = (filters: Record<string, string[]>) => listHref(address, state, { filters });
  const { done, same, refused } = figures;
  if (status === 'done')
    return (
      <StatRow>
        <StatCard label="已导入" value={done} href={href({ outcome: ['done'] })} />
        <StatCard label="已有相同登记" value={same} href={href({ outcome: ['same'] })} />
        <StatCard label="未导入" value={refused} href={href({ outcome: ['refused'] })} />
        <StatCard label="有错误" value={figures.error} href={href({ result: ['error'] })} />
      </StatRow>
    );
  return (
    <StatRow>
      <StatCard label="新增" value={figures.new} href={href({ result: ['new'] })} />
      <StatCard label="变更" value={figures.changed} href={href({ result: ['changed'] })} />
      <StatCard label="无变化" value={figures.unchanged} href={href({ result: ['unchanged'] })} />
      <StatCard
        label="有错误"
        value={figures.error}
        href={href({ result: ['error'] })}
        {...(figures.error ? { note: '不导入', tone: 'error' as const } : {})}
      />
    </StatRow>
  );
}

const filters = (['result', 'outcome'] as const).map((key) => ({
  key,
  label: importRowList.filters[key]?.label ?? '',
  choices: importRowList.filters[key]?.choices ?? [],
}));

type BatchViewProps = { batch: ImportShown; state: ListState; page: Page<ImportRowShown> };

/** An uploaded sheet: where it stands, what can be done, and every row with its result. */
export function BatchView({ batch, state, page }: BatchViewProps) {
  const { id, kind, figures, status, unused } = batch;
  const { base, measure } = importForms[kind];
  const address = `${base}/import/${id}`;
  const failed = figures.error + figures.refused;
  const handled = figures.done + figures.same + figures.refused;
  return (
    <>
      <Card className="mb-4">
        <Steps items={stepsOf(batch)} label="导入进度" />
        <div className="mt-4 flex flex-col gap-3">
          {unused.length ? (
            <Notice>
              没有用到的列：{unused.slice(0, 8).join('、')}。如需导入，请按模板的列名改后重新上传。
            </Notice>
          ) : null}
          {status === 'importing' ? (
            <ProgressBar
              id={id}
              measure={measure}
              first={{ status, handled, total: handled + figures.waiting }}
            />
          ) : null}
          {status === 'ready' && !batch.may.start ? (
            <Notice tone="warning">没有可以导入的行。请下载有错误的行，改正后重新上传。</Notice>
          ) : null}
          <div className="flex flex-wrap items-start gap-2">
            <BatchActs
              batch={{ id, version: batch.version, may: batch.may }}
              amount={`${figures.waiting} ${measure}`}
              faulty={figures.error}
              base={base}
            />
            {failed && status !== 'importing' ? (
              <a href={`/api/imports/${id}/failed`} download className={buttonClass()}>
                下载有错误的 {failed} 行
              </a>
            ) : null}
          </div>
        </div>
      </Card>
      <FigureRow batch={batch} state={state} address={address} />
      <ListToolbar
        base={address}
        state={state}
        total={page}
        unit="行"
        filters={status === 'done' ? filters : filters.slice(0, 1)}
      />
      <RowTable base={base} address={address} state={state} page={page} />
    </>
  );
}

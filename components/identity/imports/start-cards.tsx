import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ImportShown } from '@/lib/identity/imports/queries/batch';
import { importForms } from '@/lib/identity/imports/rules/columns';
import { importWorkflow } from '@/lib/identity/imports/states';
import { UploadForm } from './upload-form';

type Kind = ImportShown['kind'];

/** What came, or would come, of an import, in a few words. */
function summary({ status, figures }: ImportShown): string {
  const { new: added, changed, error, done, refused } = figures;
  if (status === 'discarded') return '—';
  if (status === 'ready') return `新增 ${added}，变更 ${changed}，有错误 ${error}`;
  return `写入 ${done}，未导入 ${refused + error}`;
}

const columns: Column<ImportShown>[] = [
  {
    key: 'file',
    header: '文件',
    cell: (batch) => <TwoLines main={batch.fileName} sub={<DateTime at={batch.createdAt} />} />,
  },
  { key: 'result', header: '结果', cell: summary },
  {
    key: 'status',
    header: '状态',
    width: 'w-28',
    cell: ({ status }) => (
      <Badge tone={importWorkflow.states[status].tone}>{importWorkflow.states[status].label}</Badge>
    ),
  },
];

/** Where an import begins: template, upload, and one's earlier imports. */
export function StartCards({
  kind,
  imports,
  keptDays,
}: {
  kind: Kind;
  imports: ImportShown[];
  keptDays: number;
}) {
  const { base, title, notes } = importForms[kind];
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
      <div className="grid gap-4">
        <Card title="1　下载模板并填写">
          <p className="mb-3">模板里有填写说明、示例和可选的单位；自己的表格列名相近也能识别。</p>
          <a href={`/api/imports/template/${kind}`} download className={buttonClass()}>
            下载{title}模板
          </a>
        </Card>
        <Card title="2　上传填好的文件">
          <UploadForm kind={kind} base={base} />
        </Card>
        <Card title="我的导入记录" hint={`保留 ${keptDays} 天`} padded={false}>
          <DataTable
            caption="我的导入记录"
            columns={columns}
            rows={imports}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `${base}/import/${id}`}
            empty={<EmptyState title="还没有导入过" hint="上传后可以离开，回到这里继续。" />}
          />
        </Card>
      </div>
      <Card title="填写要求">
        <ul className="list-disc space-y-1.5 pl-5">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

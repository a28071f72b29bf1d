import { type Column, DataTable } from '@/components/list/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { categoryNames, clauseOf, detectorNames, type Hit } from '@/lib/screening/categories';
import { SeverityBadge } from './severity-badge';

interface NumberedHit extends Hit {
  number: number;
  text: string;
}

const columns: Column<NumberedHit>[] = [
  {
    key: 'text',
    header: '命中文字',
    width: 'w-56',
    cell: (hit) => (
      <span className="break-all">
        {hit.number}. {hit.text}
      </span>
    ),
  },
  {
    key: 'severity',
    header: '级别',
    width: 'w-20',
    cell: (hit) => <SeverityBadge severity={hit.severity} />,
  },
  {
    key: 'category',
    header: '类别',
    width: 'w-52',
    cell: (hit) => `${categoryNames[hit.category]}（制度 ${clauseOf(hit.category)}）`,
  },
  { key: 'detector', header: '检测项', width: 'w-32', cell: (hit) => detectorNames[hit.detector] },
  { key: 'explanation', header: '说明', cell: (hit) => hit.explanation },
];

/** What was found, in the order of the text. */
export function HitTable({ text, hits }: { text: string; hits: readonly Hit[] }) {
  const rows = hits.map((hit, index) => ({
    ...hit,
    number: index + 1,
    text: text.slice(hit.start, hit.end).replace(/\s+/g, ' ').slice(0, 60),
  }));
  return (
    <DataTable
      caption="命中结果"
      columns={columns}
      rows={rows}
      rowKey={(hit) => String(hit.number)}
      empty={<EmptyState title="没有命中" hint="这段文字没有发现词库词条、证件号码或其他需要注意的内容。" />}
    />
  );
}

import { Card } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import type { AuthorRecord } from '@/lib/notices/review/queries/detail';

/** What became of what this author has submitted. */
export function AuthorRecordCard({ name, record }: { name: string; record: AuthorRecord }) {
  const items = [
    { term: '提交', value: `${record.submitted} 件` },
    { term: '退回', value: `${record.returned} 次` },
    { term: '不予发布', value: `${record.rejected} 件` },
    { term: '召回', value: `${record.recalled} 件` },
  ];
  return (
    <Card title={`起草人 ${name}`} hint="历来发布情况">
      <DefinitionList items={items} columns={2} />
    </Card>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AuditFacts } from '@/components/audit/audit-facts';
import { ChangeList } from '@/components/audit/change-list';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { auditRecord } from '@/lib/audit/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '审计记录' };

export default async function AuditRecordPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('audit.view');
  const { id } = await params;
  const row = actor && /^[1-9]\d{0,14}$/.test(id) ? await auditRecord(actor, Number(id)) : null;
  if (!row) notFound();
  const back = { href: '/admin/audit', label: '审计日志' };
  return (
    <>
      <PageHeader title={row.actionName} back={back} note={`第 ${row.id} 号记录`} />
      <div className="flex flex-col gap-4">
        <Card>
          <AuditFacts row={row} />
        </Card>
        <Card title="改动前后">
          <ChangeList changes={row.changes} />
        </Card>
      </div>
    </>
  );
}

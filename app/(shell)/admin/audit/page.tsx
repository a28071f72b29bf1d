import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AuditFilters } from '@/components/audit/audit-filters';
import { AuditTable } from '@/components/audit/audit-table';
import { VerificationNotice } from '@/components/audit/verification-notice';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { auditList } from '@/lib/audit/list';
import { browseAudit } from '@/lib/audit/queries';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { lastWarning } from '@/lib/proof/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '审计日志' };

const base = '/admin/audit';

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('audit.view');
  if (!actor) notFound();
  const state = parseList(auditList, await searchParams);
  const [page, warning] = await Promise.all([browseAudit(actor, state), lastWarning(actor)]);
  if (!page) notFound();
  return (
    <>
      <PageHeader
        title="审计日志"
        crumb="系统 / 制度 1.3.3"
        note="只增不改；查阅和导出同样记入日志"
        actions={<ButtonLink href="/admin/audit/proof">封存与核对</ButtonLink>}
      />
      {warning ? (
        <div className="mb-3">
          <VerificationNotice last={warning} />
        </div>
      ) : null}
      <AuditFilters base={base} state={state} page={page} />
      <AuditTable base={base} state={state} page={page} />
    </>
  );
}

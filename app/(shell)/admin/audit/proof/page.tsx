import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ProofExport } from '@/components/audit/proof-export';
import { SealCard } from '@/components/audit/seal-card';
import { VerificationNotice } from '@/components/audit/verification-notice';
import { VerificationTable } from '@/components/audit/verification-table';
import { VerifyNow } from '@/components/audit/verify-now';
import { PageHeader } from '@/components/ui/page-header';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { trailStatus } from '@/lib/proof/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '封存与核对' };

export default async function AuditProofPage() {
  const actor = await pageActor('audit.view');
  const status = actor && (await trailStatus(actor));
  if (!status) notFound();
  const [last] = status.verifications;
  return (
    <>
      <PageHeader
        title="封存与核对"
        back={{ href: '/admin/audit', label: '审计日志' }}
        actions={<VerifyNow latest={last?.id ?? null} />}
      />
      <div className="flex flex-col gap-4">
        <VerificationNotice last={last ?? null} />
        <SealCard status={status} />
        <ProofExport today={officeDay(now())} />
        <section aria-labelledby="verifications">
          <h2 id="verifications" className="mb-2 font-medium">
            核对记录 <span className="font-normal text-muted text-sm">每天 04:20 自动核对</span>
          </h2>
          <VerificationTable rows={status.verifications} />
        </section>
      </div>
    </>
  );
}

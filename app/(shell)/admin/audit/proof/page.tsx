import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ProofExport } from '@/components/audit/proof-export';
import { SealCard } from '@/components/audit/seal-card';
import { VerificationNotice } from '@/components/audit/verification-notice';
import { VerificationTable } from '@/components/audit/verification-table';
import { ActionButton } from '@/components/form/action-button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { askVerificationAction } from '@/lib/proof/actions';
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
        actions={
          <ActionButton
            action={askVerificationAction}
            input={{}}
            label="立即核对"
            kind="primary"
            success="已安排核对，结果稍后显示在本页"
          />
        }
      />
      <div className="flex flex-col gap-4">
        <VerificationNotice last={last ?? null} />
        <SealCard status={status} />
        <ProofExport today={officeDay(now())} />
        <Card title="核对记录" hint="每天 04:20 自动核对" padded={false}>
          <VerificationTable rows={status.verifications} />
        </Card>
      </div>
    </>
  );
}

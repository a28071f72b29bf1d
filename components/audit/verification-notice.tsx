import { DateTime } from '@/components/ui/date-time';
import { Notice } from '@/components/ui/notice';
import type { PastVerification } from '@/lib/proof/queries';

/** What the last verification found, and what is to be done when it was not all well. */
export function VerificationNotice({ last }: { last: PastVerification | null }) {
  if (!last) return <Notice title="还没有核对过">每天凌晨自动核对一次，也可以点“立即核对”。</Notice>;
  const { at, verdict, reason, records } = last;
  if (verdict === 'sound')
    return (
      <Notice tone="success" title="审计日志完好">
        <DateTime at={at} /> 核对了 {records.toLocaleString('en-US')} 条已封存的记录，无缺失、无改动。
      </Notice>
    );
  if (verdict === 'doubtful')
    return (
      <Notice tone="warning" title="有记录需要核实">
        {reason}。请向系统管理员了解当时的情况。（
        <DateTime at={at} /> 核对）
      </Notice>
    );
  return (
    <Notice tone="error" title="审计日志核对未通过">
      {reason}。请保留现状，联系系统管理员，并用此前的备份对照。（
      <DateTime at={at} /> 核对）
    </Notice>
  );
}

import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import type { SignInRecord } from '@/lib/identity/sessions/queries';

/** What the audit trail keeps of signing in to my account; a stranger's attempts show here too. */
export function SignInsCard({ records }: { records: SignInRecord[] }) {
  return (
    <Card title="登录记录" hint="最近 10 次，含未成功的；不是您本人的请立即修改密码" padded={false}>
      {records.length ? null : <p className="px-4 py-3 text-muted">还没有登录记录。</p>}
      <ul className="divide-y divide-base-300">
        {records.map((record) => (
          <li key={record.id} className="flex flex-wrap items-center gap-x-3 px-4 py-2">
            <DateTime at={record.at} />
            <span className="text-muted">{record.address ?? '地址不明'}</span>
            <span className="ml-auto">
              <Badge tone={record.done ? 'success' : 'warning'}>{record.done ? '成功' : '未成功'}</Badge>
            </span>
            {record.reason ? <span className="w-full text-muted text-xs">{record.reason}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

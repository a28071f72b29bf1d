import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { TransferDetail } from '@/lib/groups/transfers/queries/detail';
import { stateOfPart } from '@/lib/groups/transfers/rules';

/** The leaves and joins of a transfer, each with where it stands; each opens its request. */
export function TransferRequests({ transfer }: { transfer: TransferDetail }) {
  const { requests } = transfer;
  return (
    <Card title="退群与入群" hint={requests.length ? `${requests.length} 件` : undefined} padded={false}>
      {requests.length ? (
        <ul className="divide-y divide-base-300">
          {requests.map((request) => {
            const { label, tone } = stateOfPart(request, transfer);
            return (
              <li key={request.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
                <span className="w-10 shrink-0 text-muted">{request.kind === 'join' ? '入群' : '退群'}</span>
                <span className="min-w-0 flex-1 basis-40">
                  <TextLink href={`/membership/${request.id}`}>{request.groupName}</TextLink>
                  <span className="block text-muted text-xs">
                    {request.number} · {request.nickname}
                  </span>
                </span>
                <Badge tone={tone}>{label}</Badge>
              </li>
            );
          })}
        </ul>
      ) : (
        <p className="p-4 text-muted">没有要退出或加入的群；留在的群，群昵称按新单位修改。</p>
      )}
    </Card>
  );
}

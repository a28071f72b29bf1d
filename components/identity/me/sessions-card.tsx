import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { formatShort } from '@/lib/core/time';
import type { MySession } from '@/lib/identity/sessions/queries';
import { SessionsForm } from './sessions-form';

const where = ({ address, startedAt, lastSeenAt }: MySession): string =>
  `${address ?? '地址不明'}，${formatShort(startedAt)} 登录，${formatShort(lastSeenAt)} 最近使用`;

/** Where I am signed in. */
export function SessionsCard({ sessions }: { sessions: MySession[] }) {
  const others = sessions
    .filter((session) => !session.current)
    .map((session) => ({ value: session.id, label: session.browser, hint: where(session) }));
  return (
    <Card title="我的会话" hint={`共 ${sessions.length} 处登录`} id="sessions">
      <div className="flex flex-col gap-4">
        {sessions
          .filter((session) => session.current)
          .map((session) => (
            <p key={session.id}>
              {session.browser} <Badge tone="info">本会话</Badge>
              <span className="block text-muted text-xs">{where(session)}</span>
            </p>
          ))}
        {others.length ? <SessionsForm others={others} /> : <p className="text-muted">没有其他会话。</p>}
      </div>
    </Card>
  );
}

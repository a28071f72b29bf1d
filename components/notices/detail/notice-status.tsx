import { Badge } from '@/components/ui/badge';
import type { Chats } from '@/lib/notices/delivery/rules';
import type { NoticeDetail } from '@/lib/notices/queries/detail';
import { emergencyBadge, noticeWorkflow } from '@/lib/notices/states';

interface NoticeStatusProps {
  status: keyof typeof noticeWorkflow.states;
  /** The chats it is carried into; null for whoever is not told. */
  chats: Chats | null;
}

/** Where a notice stands; one that is out is green only when the chats have it, too. */
export function NoticeStatus({ status, chats }: NoticeStatusProps) {
  const { label, tone } = noticeWorkflow.states[status];
  if (status !== 'published' || !chats?.total) return <Badge tone={tone}>{label}</Badge>;
  const everywhere = chats.there === chats.total;
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={everywhere ? tone : 'info'}>{label}</Badge>
      <Badge tone={everywhere ? tone : 'warning'}>
        群内 {chats.there}/{chats.total}
      </Badge>
    </span>
  );
}

/** What is to be seen at once of a notice, at the head of its page: that it is an emergency, where it stands, that it is over. */
export function NoticeMarks({ notice, chats }: { notice: NoticeDetail; chats: Chats }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {notice.category === 'emergency' ? <Badge tone="error">{emergencyBadge}</Badge> : null}
      <NoticeStatus status={notice.status} chats={chats} />
      {notice.closedAt ? <Badge tone="success">已处置完毕</Badge> : null}
    </span>
  );
}

import { Card } from '@/components/ui/card';
import { Steps } from '@/components/ui/steps';
import type { Chats } from '@/lib/notices/delivery/rules';
import type { NoticeDetail } from '@/lib/notices/queries/detail';
import { progressOf } from '@/lib/notices/rules/progress';

/** Where a notice stands, and how many of its chats have it. */
export function NoticeSteps({ notice, chats }: { notice: NoticeDetail; chats: Chats | null }) {
  return (
    <Card title="办理进度">
      <Steps items={progressOf(notice, chats)} />
    </Card>
  );
}

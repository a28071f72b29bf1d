import { MessageLink } from '@/components/inbox/message-link';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { officeDay } from '@/lib/core/time';
import type { InboxRow } from '@/lib/inbox/list';

/** 最近动态: the last messages, with the time of day for today's and the date for older ones. */
export function Latest({ messages, today }: { messages: readonly InboxRow[]; today: string }) {
  return (
    <Card title="最近动态" aside={<TextLink href="/inbox">全部消息</TextLink>} padded={false}>
      {messages.length === 0 ? (
        <EmptyState title="还没有动态" hint="与您有关的申请、办理和提醒会出现在这里。" />
      ) : (
        <ul className="py-2">
          {messages.map((message) => (
            <li key={message.id} className="flex gap-x-3 px-4 py-1.5 max-md:flex-col-reverse">
              <span className="shrink-0 text-muted max-md:text-xs md:w-24">
                <DateTime
                  at={message.createdAt}
                  show={officeDay(message.createdAt) === today ? 'time' : 'short'}
                />
              </span>
              <div className="min-w-0">
                <MessageLink
                  id={message.id}
                  href={message.href}
                  unread={message.readAt === null}
                  className="hover:text-link"
                >
                  {message.title}
                </MessageLink>
                {message.detail ? <p className="text-muted text-xs">{message.detail}</p> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

import { Badge } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { type InboxRow, kindName } from '@/lib/inbox/list';
import { MessageLink } from './message-link';

/** Messages as lines: what it is, what it says, when; unread ones with a dot and in bold. */
export function MessageList({ messages }: { messages: readonly InboxRow[] }) {
  return (
    <ul data-rows>
      {messages.map((message) => (
        <li
          key={message.id}
          data-row
          className="flex cursor-pointer gap-3 border-base-300 border-b px-4 py-3 last:border-b-0 hover:bg-soft"
        >
          <UnreadDot unread={message.readAt === null} />
          <div className="flex min-w-0 flex-1 flex-col gap-x-4 md:flex-row md:items-center">
            <div className="min-w-0 flex-1">
              <MessageLink
                id={message.id}
                href={message.href}
                unread={message.readAt === null}
                className={`hover:text-link ${message.readAt ? '' : 'font-medium'}`}
              >
                {message.title}
              </MessageLink>
              {message.detail ? <p className="text-muted text-xs">{message.detail}</p> : null}
            </div>
            <p className="flex shrink-0 items-center gap-2 text-muted text-xs max-md:mt-1">
              <Badge>{kindName(message.kind)}</Badge>
              <DateTime at={message.createdAt} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function UnreadDot({ unread }: { unread: boolean }) {
  return (
    <span className="mt-1.5 size-2 shrink-0">
      {unread ? (
        <>
          <span aria-hidden className="block size-2 rounded-full bg-primary" />
          <span className="sr-only">未读</span>
        </>
      ) : null}
    </span>
  );
}

'use client';

import { useRouter } from 'next/navigation';
import type { MouseEvent, ReactNode } from 'react';
import { runAction } from '@/components/form/run-action';
import { PageLink } from '@/components/ui/page-link';
import { openNotification } from '@/lib/inbox/actions';

type MessageLinkProps = {
  id: string;
  href: string;
  unread: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * Leads to what a message is about and marks it read on the way. Without JavaScript, in another tab, or when marking fails it is
 * the plain link, and the message stays unread.
 */
export function MessageLink({ id, href, unread, className, children }: MessageLinkProps) {
  const router = useRouter();
  async function open(event: MouseEvent): Promise<void> {
    if (!unread || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // First the one, then the other: Next drops an action that is under way when one goes elsewhere.
    await runAction(openNotification, { id });
    router.push(href);
  }
  return (
    <PageLink href={href} data-row-link className={className} onClick={(event) => void open(event)}>
      {children}
    </PageLink>
  );
}

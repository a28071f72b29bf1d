'use client';

import type { ReactNode } from 'react';
import { PageLink } from '@/components/ui/page-link';
import { openNotification } from '@/lib/inbox/actions';

type MessageLinkProps = {
  id: string;
  href: string;
  unread: boolean;
  className?: string;
  children: ReactNode;
};

/** Leads to what a message is about and marks it read on the way; a message that could not be marked stays unread. */
export function MessageLink({ id, href, unread, className, children }: MessageLinkProps) {
  return (
    <PageLink
      href={href}
      data-row-link
      className={className}
      onClick={unread ? () => void openNotification({ id }).catch(() => undefined) : undefined}
    >
      {children}
    </PageLink>
  );
}

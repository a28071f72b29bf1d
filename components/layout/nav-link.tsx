'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageLink } from '@/components/ui/page-link';

/** A link that knows whether one is there, or on a page below it. */
export function NavLink({
  href,
  className,
  children,
}: {
  href: string;
  className: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const here = path === href || (href !== '/' && path.startsWith(`${href}/`));
  return (
    <PageLink href={href} aria-current={here ? 'page' : undefined} className={className}>
      {children}
    </PageLink>
  );
}

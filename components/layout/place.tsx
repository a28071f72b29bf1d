import type { ReactNode } from 'react';
import { PageLink } from '@/components/ui/page-link';

/** Whether a page is the place a navigation's link leads to, or below it. */
export function isHere(href: string, path: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}

type PlaceProps = {
  href: string;
  /** Where one is. */
  path: string;
  className?: string;
  children: ReactNode;
};

/** A link of the navigation; `Here` moves its mark when one goes to another page. */
export function Place({ href, path, className, children }: PlaceProps) {
  return (
    <PageLink
      href={href}
      data-place
      aria-current={isHere(href, path) ? 'page' : undefined}
      className={className}
    >
      {children}
    </PageLink>
  );
}

'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { isHere } from './place';

/** Marks the places of the navigation at which one is, after going to another page: the shell stays as the server wrote it. */
export function Here() {
  const path = usePathname();
  useEffect(() => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-place]')) {
      if (isHere(link.pathname, path)) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  });
  return null;
}

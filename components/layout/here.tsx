'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { isHere } from './place';

/** What was searched for stays in the boxes that search everything, as long as one looks at what was found. */
function keepWords(): () => void {
  const words = new URLSearchParams(location.search).get('q') ?? '';
  const boxes = document.querySelectorAll<HTMLInputElement>('[data-search=all]');
  // What somebody has begun to type is his.
  for (const box of boxes) box.value ||= words;
  return () => {
    for (const box of boxes) if (box.value === words) box.value = '';
  };
}

/** Marks the places of the navigation at which one is, after going to another page: the shell stays as the server wrote it. */
export function Here() {
  const path = usePathname();
  useEffect(() => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-place]')) {
      if (isHere(link.pathname, path)) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  });
  useEffect(() => (path === '/search' ? keepWords() : undefined), [path]);
  return null;
}

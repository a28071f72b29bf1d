'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Follows the product's links without reloading the shell. One listener for a page of links, which stay plain. */
export function LinkFollower() {
  const router = useRouter();
  useEffect(() => {
    function follow(event: MouseEvent): void {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || isForTheBrowser(event, link)) return;
      event.preventDefault();
      const go = 'replace' in link.dataset ? router.replace : router.push;
      go(link.href, { scroll: !('keep' in link.dataset) });
    }
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [router]);
  return null;
}

/** Another tab or window, a download, another server, a file or an act of our own, a place on the same page. */
function isForTheBrowser(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const otherwise = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
  if (event.defaultPrevented || otherwise || link.target || link.hasAttribute('download')) return true;
  if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return true;
  return link.hash !== '' && link.pathname === location.pathname && link.search === location.search;
}

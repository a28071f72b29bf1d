'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const AT_MOST_EVERY_MS = 30_000;

/** Reads the page again when one comes back to it, so that nobody decides on what somebody else has done meanwhile. */
export function RefreshOnFocus() {
  const router = useRouter();
  useEffect(() => {
    let last = Date.now();
    function back(): void {
      if (document.visibilityState !== 'visible' || Date.now() - last < AT_MOST_EVERY_MS) return;
      last = Date.now();
      router.refresh();
    }
    window.addEventListener('focus', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      window.removeEventListener('focus', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, [router]);
  return null;
}

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
      if (document.visibilityState !== 'visible' || Date.now() - last < AT_MOST_EVERY_MS || somethingTyped())
        return;
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

/** Whether anything was filled in: a session that ended meanwhile would lead away from it to the sign-in page. */
function somethingTyped(): boolean {
  const boxes = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'main input, main textarea',
  );
  return Array.from(boxes).some(
    (box) =>
      box.value !== box.defaultValue ||
      (box instanceof HTMLInputElement && box.checked !== box.defaultChecked),
  );
}

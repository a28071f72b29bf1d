'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const AT_MOST_EVERY_MS = 30_000;

/** Reads the page again when one comes back to it, so that nobody decides on what somebody else has done meanwhile. */
export function RefreshOnFocus() {
  const router = useRouter();
  useEffect(() => {
    let last = Date.now();
    const touched = new Set<Box>();
    function touch({ target }: Event): void {
      if (isBox(target)) touched.add(target);
    }
    function back(): void {
      const often = Date.now() - last < AT_MOST_EVERY_MS;
      if (document.visibilityState !== 'visible' || often || somethingTyped(touched)) return;
      last = Date.now();
      router.refresh();
    }
    document.addEventListener('input', touch);
    window.addEventListener('focus', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      document.removeEventListener('input', touch);
      window.removeEventListener('focus', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, [router]);
  return null;
}

type Box = HTMLInputElement | HTMLTextAreaElement;

const isBox = (target: EventTarget | null): target is Box =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/**
 * Whether anything was filled in: a session that ended meanwhile would lead away from it to the sign-in page. Where React holds the
 * value, it is the default as well: there what counts is that somebody wrote it.
 */
function somethingTyped(touched: ReadonlySet<Box>): boolean {
  return Array.from(document.querySelectorAll<Box>('main input, main textarea')).some((box) => {
    // A box to tick has a value whether or not it is ticked.
    if (box instanceof HTMLInputElement && ['checkbox', 'radio'].includes(box.type))
      return box.checked !== box.defaultChecked;
    const written = touched.has(box) && box.type !== 'search' && box.value !== '';
    return written || box.value !== box.defaultValue;
  });
}

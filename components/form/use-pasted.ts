'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';

/** Where one worked last: of several places on a page that take pictures, the one a paste is meant for. */
let inHand: HTMLElement | undefined;
const places = new Set<HTMLElement>();

const pasteArea = '[data-paste-area]';

/**
 * Takes pictures from the clipboard, wherever the cursor is: for the place that was touched last, or the only one on the page. A place
 * is the element around `box` that is marked `data-paste-area`.
 */
export function usePasted(box: RefObject<HTMLElement | null>, onFiles: (files: File[]) => void): void {
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const place = box.current?.closest<HTMLElement>(pasteArea) ?? box.current;
    if (!place) return;
    const touch = () => {
      inHand = place;
    };
    const paste = (event: ClipboardEvent) => {
      const pictures = [...(event.clipboardData?.files ?? [])].filter(({ type }) =>
        type.startsWith('image/'),
      );
      if (!pictures.length || (places.size > 1 && inHand !== place)) return;
      event.preventDefault();
      take(pictures);
    };
    // It came to be by something that was done in it.
    touch();
    places.add(place);
    place.addEventListener('pointerdown', touch);
    place.addEventListener('focusin', touch);
    document.addEventListener('paste', paste);
    return () => {
      places.delete(place);
      place.removeEventListener('pointerdown', touch);
      place.removeEventListener('focusin', touch);
      document.removeEventListener('paste', paste);
    };
  }, [box]);
}

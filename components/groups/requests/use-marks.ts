'use client';

import { useEffect, useState } from 'react';

const marks = () => Array.from(document.querySelectorAll<HTMLInputElement>('[data-reject-id]'));
const marked = () =>
  marks()
    .filter((box) => box.checked)
    .map((box) => box.value);

/** Takes every mark back, and tells whoever counts them. */
export function unmarkAll(): void {
  for (const box of marks()) box.checked = false;
  document.dispatchEvent(new Event('change'));
}

/** Ids of the rows marked for rejection. The marks are plain inputs of the server's, as the boxes for ticking are. */
export function useMarks(): string[] {
  const [ids, setIds] = useState<string[]>([]);
  useEffect(() => {
    const read = () => setIds(marked());
    read();
    document.addEventListener('change', read);
    return () => document.removeEventListener('change', read);
  }, []);
  return ids;
}

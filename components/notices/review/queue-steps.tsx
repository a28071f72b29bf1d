'use client';

import { useEffect, useRef } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { PageLink } from '@/components/ui/page-link';

type QueueStepsProps = { previous: string | null; next: string | null };

/** Whether a key press belongs to what is being typed, or to the browser. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
  const at = event.target instanceof Element ? event.target : null;
  return at?.closest('input:not([type=checkbox], [type=radio]), textarea, select, dialog[open]') != null;
}

/** 上一件, 下一件 of the queue, also by `k` and `j`. */
export function QueueSteps({ previous, next }: QueueStepsProps) {
  const frame = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || !['j', 'k'].includes(event.key)) return;
      frame.current?.querySelector<HTMLAnchorElement>(`[data-step=${event.key}]`)?.click();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <span ref={frame} className="inline-flex gap-2">
      {previous ? (
        <PageLink href={`/review/${previous}`} data-step="k" className="hover:text-link">
          上一件 <Kbd>k</Kbd>
        </PageLink>
      ) : null}
      {next ? (
        <PageLink href={`/review/${next}`} data-step="j" className="hover:text-link">
          下一件 <Kbd>j</Kbd>
        </PageLink>
      ) : null}
    </span>
  );
}

'use client';

import { useEffect, useRef } from 'react';
import { viewRevisionAction } from '@/lib/notices/review/actions';

/**
 * Tells the server that this revision stands before the reader: only what was opened may be approved together with others. When it cannot
 * be told nothing is lost but that.
 */
export function OpenedMark({ revisionId }: { revisionId: string }) {
  const told = useRef('');
  useEffect(() => {
    if (told.current === revisionId) return;
    told.current = revisionId;
    viewRevisionAction({ revisionId }).catch(() => {
      told.current = '';
    });
  }, [revisionId]);
  return null;
}

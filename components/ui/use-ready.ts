'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False until the page's JavaScript runs: what cannot work before then must not look as if it could. */
export function useReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import { listenToNotifications, type Toast } from './notify';

const Toaster = lazy(() => import('./toaster'));

/** Waits for the first notification before it loads the toaster: most pages never need it. */
export function ToastHost() {
  const [first, setFirst] = useState<Toast>();
  useEffect(() => (first ? undefined : listenToNotifications(setFirst)), [first]);
  if (!first) return null;
  return (
    <Suspense>
      <Toaster first={first} />
    </Suspense>
  );
}

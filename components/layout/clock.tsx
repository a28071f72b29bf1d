'use client';

import { useEffect, useState } from 'react';
import { formatMoment } from '@/lib/core/time';

const STEP_MS = 15_000;

/** The office's date and time, kept going in the browser; `now` is what the server wrote. */
export function Clock({ now }: { now: string }) {
  const [text, setText] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setText(formatMoment(new Date())), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return <span className="whitespace-nowrap text-muted tabular-nums">{text}</span>;
}

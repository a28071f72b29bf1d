'use client';

import { Fault } from '@/components/layout/fault';
import './globals.css';

/** Takes the place of the root layout when that one fails. */
export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="zh-CN">
      <body>
        <title>系统出了点问题 · 群序</title>
        <Fault error={error} retry={retry} />
      </body>
    </html>
  );
}

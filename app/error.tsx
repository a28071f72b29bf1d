'use client';

import { Fault } from '@/components/layout/fault';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <Fault error={error} retry={retry} />;
}

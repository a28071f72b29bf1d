'use client';

import { Fault } from '@/components/layout/fault';

export default function ErrorInShell({ error, retry }: { error: unknown; retry: () => void }) {
  return <Fault error={error} retry={retry} inShell />;
}

import type { ReactNode } from 'react';
import { Shell } from '@/components/layout/shell';
import { requireActor, shellViewer } from '@/lib/request/viewer';

export default async function ShellLayout({ children }: { children: ReactNode }) {
  return <Shell viewer={await shellViewer(await requireActor())}>{children}</Shell>;
}

import type { ReactNode } from 'react';
import { Shell } from '@/components/layout/shell';
import { requireActor, shellViewer } from '@/lib/request/viewer';
import { navigationCounts } from '@/lib/workbench/queries/board';

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  return <Shell viewer={await shellViewer(actor, navigationCounts(actor))}>{children}</Shell>;
}

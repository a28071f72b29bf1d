import type { ReactNode } from 'react';
import { Shell } from '@/components/layout/shell';
import { askedPath, requireActor, shellViewer } from '@/lib/request/viewer';
import { navigationCounts } from '@/lib/workbench/queries/board';

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const viewer = await shellViewer(actor, navigationCounts(actor), await askedPath());
  return <Shell viewer={viewer}>{children}</Shell>;
}

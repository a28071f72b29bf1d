import type { ReactNode } from 'react';
import { bottomBar, type ShellViewer } from '@/lib/request/navigation';
import { BottomBar } from './bottom-bar';
import { Here } from './here';
import { KeyboardHelp } from './keyboard-help';
import { RefreshOnFocus } from './refresh-on-focus';
import { SideBar } from './side-bar';
import { TopBar } from './top-bar';

/** Everything around a page for somebody signed in. */
export function Shell({ viewer, children }: { viewer: ShellViewer; children: ReactNode }) {
  const shortcuts = viewer.nav.flatMap((group) =>
    group.items.map(({ key, href, label }) => ({ key, href, label })),
  );
  return (
    <div
      data-single-key={viewer.singleKeyDecisions || undefined}
      className="group/shell flex min-h-dvh print:block"
    >
      <SideBar viewer={viewer} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar viewer={viewer} />
        {viewer.demo ? <DemoBanner streetName={viewer.streetName} /> : null}
        <main id="main" tabIndex={-1} className="flex-1 p-4 pb-24 outline-none md:px-6 md:py-5 print:p-0">
          {children}
        </main>
      </div>
      <BottomBar items={bottomBar(viewer.nav)} unread={viewer.unread} path={viewer.path} />
      <KeyboardHelp shortcuts={shortcuts} decisions={viewer.singleKeyDecisions} />
      <Here />
      <RefreshOnFocus />
    </div>
  );
}

function DemoBanner({ streetName }: { streetName: string }) {
  return (
    <section
      aria-label="演示说明"
      className="no-print border-warning-edge border-b bg-warning-soft px-4 py-1.5 text-warning-ink text-xs md:px-6"
    >
      {streetName}：演示数据，人名与事项均为虚构，可以放心试用。
    </section>
  );
}

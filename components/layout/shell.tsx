import type { ReactNode } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { bottomBar, type ShellViewer } from '@/lib/request/navigation';
import { BottomBar } from './bottom-bar';
import { BrandMark } from './brand-mark';
import { KeyboardHelp } from './keyboard-help';
import { PageSheet } from './page-sheet';
import { RefreshOnFocus } from './refresh-on-focus';
import { SideNav } from './side-nav';
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
      <aside className="no-print sticky top-0 hidden h-dvh w-52 shrink-0 flex-col overflow-auto border-base-300 border-r bg-base-100 md:flex">
        <Brand streetName={viewer.streetName} />
        <SideNav nav={viewer.nav} />
        <p className="mt-auto border-base-300 border-t px-4 py-3 text-muted text-xs">
          按 <Kbd>?</Kbd> 查看快捷键
        </p>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar viewer={viewer} />
        {viewer.demo ? <DemoBanner streetName={viewer.streetName} /> : null}
        <main id="main" tabIndex={-1} className="flex-1 p-4 pb-24 outline-none md:px-6 md:py-5 print:p-0">
          {children}
        </main>
      </div>
      <BottomBar items={bottomBar(viewer.nav)} unread={viewer.unread} />
      <PageSheet viewer={viewer} />
      <KeyboardHelp shortcuts={shortcuts} decisions={viewer.singleKeyDecisions} />
      <RefreshOnFocus />
    </div>
  );
}

function Brand({ streetName }: { streetName: string }) {
  return (
    <div className="flex h-14 shrink-0 items-center gap-2 border-base-300 border-b px-4">
      <BrandMark />
      <span className="min-w-0 leading-tight">
        <span className="block font-semibold">群序</span>
        <span className="block truncate text-muted text-xs">{streetName}</span>
      </span>
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

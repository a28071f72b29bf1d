import { PageLink } from './page-link';

export type TabLink = { href: string; label: string; count?: number; current: boolean };

/** Tabs that are addresses: each can be shared and opened apart. */
export function TabLinks({ items, label }: { items: TabLink[]; label: string }) {
  return (
    <nav aria-label={label} className="no-print mb-4 flex flex-wrap gap-x-5 border-base-300 border-b">
      {items.map((tab) => (
        <PageLink
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? 'page' : undefined}
          className="-mb-px flex min-h-10 items-center gap-1.5 border-transparent border-b-2 text-muted hover:text-base-content aria-[current=page]:border-primary aria-[current=page]:font-medium aria-[current=page]:text-base-content"
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="text-muted text-xs tabular-nums">{tab.count}</span>
          )}
        </PageLink>
      ))}
    </nav>
  );
}

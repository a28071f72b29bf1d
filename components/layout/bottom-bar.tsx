import { Icon } from '@/components/ui/icon';
import { Plain } from '@/components/ui/plain';
import type { NavItem } from '@/lib/request/navigation';
import { Place } from './place';

/** The phone's bar at the thumb. */
export function BottomBar({ items, unread, path }: { items: NavItem[]; unread: number; path: string }) {
  return (
    <Plain
      as="nav"
      aria-label="底部导航"
      className="no-print fixed inset-x-0 bottom-0 z-20 flex border-base-300 border-t bg-base-100 pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {items.map((item) => (
        <Place
          key={item.href}
          href={item.href}
          path={path}
          className="relative flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-muted text-xs aria-[current=page]:text-link"
        >
          <Icon name={item.icon} className="size-5" />
          {item.short}
          {item.href === '/inbox' && unread > 0 ? (
            <span className="absolute top-2 left-1/2 ml-2 size-2 rounded-full bg-danger">
              <span className="sr-only">有未读</span>
            </span>
          ) : null}
        </Place>
      ))}
    </Plain>
  );
}

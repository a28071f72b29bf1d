import { Icon } from '@/components/ui/icon';
import type { NavGroup } from '@/lib/request/navigation';
import { Place } from './place';

/** The navigation in groups; `path` is where one is. */
export function SideNav({ nav, path }: { nav: NavGroup[]; path: string }) {
  return (
    <nav aria-label="主导航" className="flex flex-col gap-3 p-2">
      {nav.map((group) => (
        <ul key={group.label}>
          {group.items.map((item) => (
            <li key={item.href}>
              <Place
                href={item.href}
                path={path}
                className="mb-px flex min-h-8.5 items-center gap-2.5 rounded-md px-2.5 text-base-content hover:bg-soft aria-[current=page]:bg-info-soft aria-[current=page]:text-link max-md:min-h-11"
              >
                <Icon name={item.icon} className="size-4" />
                {item.label}
                {item.count ? (
                  <span className="ml-auto text-muted text-xs tabular-nums">
                    {item.count}
                    <span className="sr-only"> 件待处理</span>
                  </span>
                ) : null}
              </Place>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

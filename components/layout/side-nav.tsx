import { Icon } from '@/components/ui/icon';
import type { NavGroup } from '@/lib/request/navigation';
import { Place } from './place';

// Said once for all places: with each of some twenty links it was 3 KB, in the page and again in its payload.
const placeClass =
  '[&_a]:mb-px [&_a]:flex [&_a]:min-h-8.5 [&_a]:items-center [&_a]:gap-2.5 [&_a]:rounded-md [&_a]:px-2.5 [&_a]:text-base-content ' +
  '[&_a]:hover:bg-soft [&_a]:aria-[current=page]:bg-info-soft [&_a]:aria-[current=page]:text-link max-md:[&_a]:min-h-11';

/** The navigation in groups; `path` is where one is. */
export function SideNav({ nav, path }: { nav: NavGroup[]; path: string }) {
  return (
    <nav aria-label="主导航" className={`flex flex-col gap-3 p-2 ${placeClass}`}>
      {nav.map((group) => (
        <ul key={group.label}>
          {group.items.map((item) => (
            <li key={item.href}>
              <Place href={item.href} path={path}>
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

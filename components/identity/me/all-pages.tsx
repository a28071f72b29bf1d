import { Card } from '@/components/ui/card';
import { Icon } from '@/components/ui/icon';
import { PageLink } from '@/components/ui/page-link';
import type { NavGroup } from '@/lib/request/navigation';

/** 全部功能: on a phone the bottom bar has room for five only. */
export function AllPages({ nav }: { nav: NavGroup[] }) {
  return (
    <Card title="全部功能" padded={false} className="md:hidden">
      <ul className="grid grid-cols-2">
        {nav
          .flatMap((group) => group.items)
          .map((item) => (
            <li key={item.href}>
              <PageLink href={item.href} className="flex min-h-12 items-center gap-2.5 px-4">
                <Icon name={item.icon} className="size-5 text-muted" />
                {item.label}
              </PageLink>
            </li>
          ))}
      </ul>
    </Card>
  );
}

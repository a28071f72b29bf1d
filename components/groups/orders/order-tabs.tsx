import { TabLinks } from '@/components/ui/tab-links';
import type { ListState } from '@/lib/core/paging';
import { orderList } from '@/lib/groups/orders/list';

const everyStatus = orderList.filters.status?.choices?.map(({ value }) => value).join(',') ?? '';

interface OrderTabsProps {
  filters: ListState['filters'];
  /** Open orders are being worked off. */
  working: boolean;
  /** The Office sees every group, and what came back. */
  office: boolean;
}

/** Which orders are shown. An address with an order in it is never bare, so that it means what it says. */
export function OrderTabs({ filters, working, office }: OrderTabsProps) {
  const returned = filters.wait?.includes('office') ?? false;
  const open = { href: '/orders?sort=due', label: office ? '全部待办理' : '待办理' };
  const all = { href: `/orders?status=${everyStatus}`, label: '全部', current: !(working || returned) };
  if (!office) return <TabLinks label="办理单范围" items={[{ ...open, current: working }, all]} />;
  const mine = working && (filters.wait?.includes('me') ?? false);
  return (
    <TabLinks
      label="办理单范围"
      items={[
        { href: '/orders?wait=me', label: '待我办理', current: mine },
        { ...open, current: working && !mine },
        { href: '/orders?wait=office&status=failed&sort=due', label: '未办成', current: returned },
        all,
      ]}
    />
  );
}

import type { FilterChip } from '@/components/list/filter-chips';
import { ListToolbar } from '@/components/list/list-toolbar';
import type { Actor } from '@/lib/access/actor';
import type { ListState } from '@/lib/core/paging';
import { orderList } from '@/lib/groups/orders/list';
import { ordersByGroup } from '@/lib/groups/orders/queries/by-group';
import { listOrders } from '@/lib/groups/orders/queries/list';
import { officeNames } from '@/lib/groups/orders/queries/recipients';
import { OpenOrders } from './open-orders';
import { OrderTable } from './order-table';

interface OrderListProps {
  actor: Actor;
  state: ListState;
  filters: FilterChip[];
}

const searched = '搜人员、群、编号、首字母';

/** What is open, chat group by chat group. */
export async function WorkedOff({ actor, state, filters }: OrderListProps) {
  const [page, office] = await Promise.all([ordersByGroup(actor, state), officeNames(actor)]);
  // That only open ones are meant, the address need not say.
  const { status: _, ...chosen } = state.filters;
  const shown = { ...state, filters: chosen };
  return (
    <>
      <ListToolbar
        base="/orders"
        state={shown}
        total={page}
        unit="个群"
        search={searched}
        filters={filters}
      />
      <OpenOrders state={shown} page={page} office={office} megabytes={page.megabytes} />
    </>
  );
}

/** Orders in any state, one by one. */
export async function ListedOrders({ actor, state, filters }: OrderListProps) {
  const page = await listOrders(actor, state);
  return (
    <>
      <ListToolbar
        base="/orders"
        state={state}
        total={page}
        search={searched}
        filters={filters}
        exportName={orderList.name}
      />
      <OrderTable state={state} page={page} />
    </>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OpenOrders } from '@/components/groups/orders/open-orders';
import { OrderTable } from '@/components/groups/orders/order-table';
import { OrderTabs } from '@/components/groups/orders/order-tabs';
import { ListToolbar } from '@/components/list/list-toolbar';
import { PageHeader } from '@/components/ui/page-header';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { type ListState, parseList, type SearchParams } from '@/lib/core/paging';
import { orderList } from '@/lib/groups/orders/list';
import { listOrders } from '@/lib/groups/orders/queries/list';
import { chosenGroups } from '@/lib/groups/queries/choices';
import { administeredGroups } from '@/lib/groups/queries/visible';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '群内办理单' };

/** A bare address shows to an Office that administers groups itself what is its own. */
function opening(actor: Actor): SearchParams {
  const own = mayAtAll(actor, 'orders.manage') && administeredGroups(actor).length > 0;
  return own ? { wait: 'me' } : {};
}

/** Without a status only open orders are meant, and they are worked off group by group. */
function stateOf(params: SearchParams): { state: ListState; working: boolean } {
  const parsed = parseList(orderList, params);
  if (parsed.filters.status) return { state: parsed, working: false };
  const filters = { ...parsed.filters, status: ['open'] };
  return { state: { ...parsed, filters, sort: 'due', dir: 'asc', size: 100 }, working: true };
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('orders.view');
  if (!actor) notFound();
  const asked = await searchParams;
  const { state, working } = stateOf(Object.keys(asked).length ? asked : opening(actor));
  const [page, groups] = await Promise.all([
    listOrders(actor, state),
    chosenGroups(actor, state.filters.group),
  ]);
  const office = mayAtAll(actor, 'orders.manage');
  const fixed = [
    ...(working ? ['overdue'] : ['status', 'kind', 'overdue']),
    ...(office && !working ? ['wait'] : []),
  ].map((key) => ({
    key,
    label: orderList.filters[key]?.label ?? '',
    choices: orderList.filters[key]?.choices ?? [],
  }));
  return (
    <>
      <PageHeader title="群内办理单" crumb="成员管理 / 制度 2.1.1、2.2.1a" />
      <OrderTabs filters={state.filters} working={working} office={office} />
      <ListToolbar
        base="/orders"
        state={working ? { ...state, filters: withoutStatus(state) } : state}
        total={page}
        search="搜人员、群、编号、首字母"
        filters={[
          ...fixed,
          { key: 'group', label: '工作群', choices: groups, source: '/api/options/filter-groups' },
        ]}
        {...(working ? {} : { exportName: orderList.name })}
      />
      {working ? <OpenOrders state={state} page={page} /> : <OrderTable state={state} page={page} />}
    </>
  );
}

function withoutStatus({ filters }: ListState): ListState['filters'] {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => key !== 'status'));
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ListedOrders, WorkedOff } from '@/components/groups/orders/order-lists';
import { OrderTabs } from '@/components/groups/orders/order-tabs';
import { PageHeader } from '@/components/ui/page-header';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { type ListState, parseList, type SearchParams } from '@/lib/core/paging';
import { orderList } from '@/lib/groups/orders/list';
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
  return { state: { ...parsed, filters, sort: 'due', dir: 'asc' }, working: true };
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('orders.view');
  if (!actor) notFound();
  const asked = await searchParams;
  const { state, working } = stateOf(Object.keys(asked).length ? asked : opening(actor));
  const chosen = await chosenGroups(actor, state.filters.group);
  const office = mayAtAll(actor, 'orders.manage');
  const fixed = [
    ...(working ? ['kind', 'overdue'] : ['status', 'kind', 'overdue']),
    ...(office && !working ? ['wait'] : []),
  ].map((key) => ({
    key,
    label: orderList.filters[key]?.label ?? '',
    choices: orderList.filters[key]?.choices ?? [],
  }));
  const filters = [
    ...fixed,
    { key: 'group', label: '工作群', choices: chosen, source: '/api/options/filter-groups' },
  ];
  return (
    <>
      <PageHeader title="群内办理单" crumb="成员管理 / 制度 2.1.1、2.2.1a" />
      <OrderTabs filters={state.filters} working={working} office={office} />
      {working ? (
        <WorkedOff actor={actor} state={state} filters={filters} />
      ) : (
        <ListedOrders actor={actor} state={state} filters={filters} />
      )}
    </>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OpenOrders } from '@/components/groups/orders/open-orders';
import { OrderTable } from '@/components/groups/orders/order-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { PageHeader } from '@/components/ui/page-header';
import { TabLinks } from '@/components/ui/tab-links';
import { mayAtAll } from '@/lib/access/may';
import { type ListState, parseList, type SearchParams } from '@/lib/core/paging';
import { orderList } from '@/lib/groups/orders/list';
import { listOrders, orderGroupChoices } from '@/lib/groups/orders/queries/list';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '群内办理单' };

const everyStatus = orderList.filters.status?.choices?.map(({ value }) => value).join(',') ?? '';
const allHref = `/orders?status=${everyStatus}`;
const returnedHref = '/orders?wait=office&status=failed';

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
  const { state, working } = stateOf(await searchParams);
  const [page, groups] = await Promise.all([listOrders(actor, state), orderGroupChoices(actor)]);
  const returned = state.filters.wait?.includes('office') ?? false;
  const office = mayAtAll(actor, 'orders.manage');
  const fixed = [...(working ? ['overdue'] : ['status', 'kind', 'overdue']), ...(office ? ['wait'] : [])].map(
    (key) => ({
      key,
      label: orderList.filters[key]?.label ?? '',
      choices: orderList.filters[key]?.choices ?? [],
    }),
  );
  return (
    <>
      <PageHeader title="群内办理单" crumb="成员管理 / 制度 2.1.1、2.2.1a" />
      <TabLinks
        label="办理单范围"
        items={[
          { href: '/orders', label: '待办理', current: working },
          ...(office ? [{ href: returnedHref, label: '未办成', current: returned }] : []),
          { href: allHref, label: '全部', current: !(working || returned) },
        ]}
      />
      <ListToolbar
        base="/orders"
        state={working ? { ...state, filters: withoutStatus(state) } : state}
        total={page}
        search="搜人员、群、编号、首字母"
        filters={[...fixed, { key: 'group', label: '工作群', choices: groups }]}
        {...(working ? {} : { exportName: orderList.name })}
      />
      {working ? <OpenOrders state={state} page={page} /> : <OrderTable state={state} page={page} />}
    </>
  );
}

function withoutStatus({ filters }: ListState): ListState['filters'] {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => key !== 'status'));
}

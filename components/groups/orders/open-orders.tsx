import { Pagination } from '@/components/list/pagination';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import type { OrderRow } from '@/lib/groups/orders/list';
import { GroupOrders, type Line } from './group-orders';

/** Open orders as they are worked off: chat group by chat group, the most urgent group first. */
export function OpenOrders({ state, page }: { state: ListState; page: Page<OrderRow> }) {
  const groups = new Map<string, Line[]>();
  for (const row of page.rows) {
    const key = `${row.groupId} ${row.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), lineOf(row)]);
  }
  if (groups.size === 0) {
    return (
      <Card padded={false}>
        <EmptyState title="没有待办理的事项" hint="审核通过的入群申请会在这里下达。" />
      </Card>
    );
  }
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      {[...groups].map(([key, orders]) => (
        <GroupOrders key={key} orders={orders} />
      ))}
      {page.total > page.rows.length ? (
        <Card padded={false} className="xl:col-span-2">
          <Pagination base="/orders" state={state} page={page} />
        </Card>
      ) : null}
    </div>
  );
}

/** Only what the card shows travels to the browser. */
function lineOf(row: OrderRow): Line {
  const { id, version, kind, groupId, groupName, platform, number, personName, phoneMasked, nickname } = row;
  const { dueAt, deadline, may } = row;
  return {
    id,
    version,
    kind,
    groupId,
    groupName,
    platform,
    number,
    personName,
    phoneMasked,
    nickname,
    dueAt,
    deadline,
    may,
  };
}

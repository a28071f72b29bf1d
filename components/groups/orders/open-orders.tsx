import { Pagination } from '@/components/list/pagination';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import type { OrderRow } from '@/lib/groups/orders/list';
import { GroupOrders } from './group-orders';
import type { Line } from './order-line';

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
  const cards = [...groups];
  const mine = cards.filter(([, [first]]) => first?.mine);
  const others = cards.filter(([, [first]]) => !first?.mine);
  return (
    <div className="flex flex-col gap-4">
      {mine.length && others.length ? <SectionTitle>我管的群</SectionTitle> : null}
      {mine.length ? <Cards cards={mine} /> : null}
      {others.length ? <SectionTitle>其他群（由群管理员办理）</SectionTitle> : null}
      {others.length ? <Cards cards={others} /> : null}
      {page.total > page.rows.length ? (
        <Card padded={false}>
          <Pagination base="/orders" state={state} page={page} />
        </Card>
      ) : null}
    </div>
  );
}

function SectionTitle({ children }: { children: string }) {
  return <h2 className="font-medium text-base">{children}</h2>;
}

function Cards({ cards }: { cards: [string, Line[]][] }) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      {cards.map(([key, orders]) => (
        <GroupOrders key={key} orders={orders} />
      ))}
    </div>
  );
}

/** Only what the card shows travels to the browser. */
function lineOf(row: OrderRow): Line {
  const { id, version, kind, groupId, groupName, platform, number, personName, phoneMasked, nickname } = row;
  const { dueAt, deadline, mine, administrators, may } = row;
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
    mine,
    administrators,
    may,
  };
}

import { Pagination } from '@/components/list/pagination';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import type { GroupOfOrders } from '@/lib/groups/orders/queries/by-group';
import { GroupOrders } from './group-orders';
import type { Handler } from './reassign-form';

interface OpenOrdersProps {
  state: ListState;
  page: Page<GroupOfOrders>;
  office: Handler[];
  megabytes: number;
}

/** Open orders as they are worked off: chat group by chat group, the most urgent group first. */
export function OpenOrders({ state, page, office, megabytes }: OpenOrdersProps) {
  if (page.rows.length === 0) {
    return (
      <Card padded={false}>
        <EmptyState title="没有待办理的事项" hint="审核通过的入群申请、退群和昵称修改会在这里下达。" />
      </Card>
    );
  }
  const mine = page.rows.filter((group) => group.mine);
  const others = page.rows.filter((group) => !group.mine);
  const cards = (groups: GroupOfOrders[]) => (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      {groups.map((group) => (
        <GroupOrders key={group.groupId} group={group} office={office} megabytes={megabytes} />
      ))}
    </div>
  );
  return (
    <div className="flex flex-col gap-4">
      {mine.length && others.length ? <SectionTitle>待我办理</SectionTitle> : null}
      {mine.length ? cards(mine) : null}
      {others.length ? <SectionTitle>其他群（由群管理员办理）</SectionTitle> : null}
      {others.length ? cards(others) : null}
      {page.total > page.rows.length ? (
        <Card padded={false}>
          <Pagination base="/orders" state={state} page={page} fixed />
        </Card>
      ) : null}
    </div>
  );
}

function SectionTitle({ children }: { children: string }) {
  return <p className="font-medium text-base">{children}</p>;
}

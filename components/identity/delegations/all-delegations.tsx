import { ListToolbar } from '@/components/list/list-toolbar';
import { Pagination } from '@/components/list/pagination';
import { Card } from '@/components/ui/card';
import type { ListState, Page } from '@/lib/core/paging';
import { type DelegationRow, delegationList } from '@/lib/identity/delegations/list';
import { EnterDelegationForm } from './delegate-form';
import { DelegationRows } from './delegation-rows';

const base = '/delegation';
const filters = [{ key: 'state', label: '状态', choices: delegationList.filters.state?.choices ?? [] }];
const sorts = [
  { key: 'starts', label: '开始日期' },
  { key: 'ends', label: '截止日期' },
];

type AllDelegationsProps = { page: Page<DelegationRow>; state: ListState; today: string };

/** The Office's part: every delegation, and the form for those that come on paper. */
export function AllDelegations({ page, state, today }: AllDelegationsProps) {
  return (
    <>
      <section>
        <h2 className="mb-2 font-medium">全街道的委托</h2>
        <ListToolbar
          base={base}
          state={state}
          total={page}
          unit="项"
          search="搜委托人、受托人"
          filters={filters}
          sorts={sorts}
          exportName={delegationList.name}
        />
        <DelegationRows
          caption="全街道的委托"
          rows={page.rows}
          empty={{
            title: '没有生效中或未开始的委托',
            hint: '负责人或领导可自行委托；不便登录的，凭签字的委托书在下方登记。',
          }}
          footer={<Pagination base={base} state={state} page={page} />}
        />
      </section>
      <Card title="凭书面材料登记" hint="负责人或领导不便登录时使用；不能登记给自己" className="max-w-2xl">
        <EnterDelegationForm today={today} />
      </Card>
    </>
  );
}

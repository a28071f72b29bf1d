import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { TransferTable } from '@/components/groups/transfers/transfer-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { chosenUnits, seesSeveralUnits } from '@/lib/groups/requests/queries/list';
import { transferList } from '@/lib/groups/transfers/list';
import { listTransfers } from '@/lib/groups/transfers/queries/list';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '工作变动' };

const base = '/membership/transfer';

export default async function TransfersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('membership.view');
  const scope = actor && scopeOf(actor, 'membership.view');
  if (!(actor && (scope?.all || scope?.unitIds.length))) notFound();
  const state = parseList(transferList, await searchParams);
  const [page, units] = await Promise.all([
    listTransfers(actor, state),
    chosenUnits(actor, state.filters.unit),
  ]);
  const submits = mayAtAll(actor, 'membership.submit');
  return (
    <>
      <PageHeader
        title="工作变动"
        crumb="换单位时退群、入群一次办理，制度 2.3.1"
        back={{ href: '/membership', label: '入群退群申请' }}
        actions={
          submits ? (
            <ButtonLink href={`${base}/new`} kind="primary">
              办理工作变动
            </ButtonLink>
          ) : null
        }
      />
      <ListToolbar
        base={base}
        state={state}
        total={page}
        search="搜姓名、首字母"
        filters={[
          { key: 'status', label: '状态', choices: transferList.filters.status?.choices ?? [] },
          ...(seesSeveralUnits(actor)
            ? [{ key: 'unit', label: '单位', choices: units, source: '/api/options/filter-units' }]
            : []),
        ]}
        sorts={[{ key: 'effective', label: '生效日期' }]}
        exportName={transferList.name}
      />
      <TransferTable base={base} state={state} page={page} submits={submits} />
    </>
  );
}

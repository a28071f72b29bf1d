import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ItemTable } from '@/components/groups/inactive/item-table';
import { SweepCard } from '@/components/groups/inactive/sweep-card';
import { SweepHistory } from '@/components/groups/inactive/sweep-history';
import { ListToolbar } from '@/components/list/list-toolbar';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { inactiveList } from '@/lib/groups/inactive/list';
import { listInactive } from '@/lib/groups/inactive/queries/list';
import { recentSweeps, sweepProgress } from '@/lib/groups/inactive/queries/sweeps';
import { sweepName } from '@/lib/groups/inactive/rules';
import { chosenGroups } from '@/lib/groups/queries/choices';
import { chosenUnits } from '@/lib/groups/requests/queries/list';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '不活跃成员清理' };

/** A bare address shows what is to be answered. */
const opening: SearchParams = { status: 'asked,escalated', sort: 'due' };

export default async function InactivePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('inactive.view');
  if (!actor) notFound();
  const asked = await searchParams;
  const state = parseList(inactiveList, Object.keys(asked).length ? asked : opening);
  const [page, sweeps, units, groups] = await Promise.all([
    listInactive(actor, state),
    recentSweeps(actor),
    chosenUnits(actor, state.filters.unit),
    chosenGroups(actor, state.filters.group),
  ]);
  const shown = sweeps.find(({ id }) => state.filters.sweep?.includes(id)) ?? sweeps[0];
  const progress = shown ? await sweepProgress(actor, shown.id) : [];
  const mayStart = mayAtAll(actor, 'inactive.start');
  const several = scopeOf(actor, 'inactive.view').all || scopeOf(actor, 'inactive.view').unitIds.length > 1;
  return (
    <>
      <PageHeader
        title="不活跃成员清理"
        crumb="成员管理 / 制度 2.2.1c"
        actions={
          mayStart ? (
            <ButtonLink href="/inactive/new" kind="primary">
              发起清理
            </ButtonLink>
          ) : null
        }
      />
      {shown ? <SweepCard sweep={shown} progress={progress} /> : null}
      <ListToolbar
        base="/inactive"
        state={state}
        total={page}
        unit="人次"
        search="搜人员、群、首字母"
        filters={[
          { key: 'status', label: '状态', choices: inactiveList.filters.status?.choices ?? [] },
          {
            key: 'sweep',
            label: '清理',
            choices: sweeps.map((sweep) => ({ value: sweep.id, label: sweepName(sweep) })),
          },
          ...(several
            ? [{ key: 'unit', label: '单位', choices: units, source: '/api/options/filter-units' }]
            : []),
          { key: 'group', label: '工作群', choices: groups, source: '/api/options/filter-groups' },
        ]}
        exportName={inactiveList.name}
      />
      <ItemTable state={state} page={page} swept={sweeps.length > 0} mayStart={mayStart} />
      <SweepHistory sweeps={sweeps} />
    </>
  );
}

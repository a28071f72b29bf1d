import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EndEveryone } from '@/components/identity/accounts/end-everyone';
import { PeopleTable } from '@/components/identity/people/people-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { mayAtAll } from '@/lib/access/may';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { delegationRights } from '@/lib/identity/delegations/queries';
import { peopleList } from '@/lib/identity/people/list';
import { listPeople, peopleListRights } from '@/lib/identity/people/queries/list';
import { unitChoices } from '@/lib/identity/units/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '人员' };

const fixed = (['role', 'account', 'kind', 'state'] as const).map((key) => ({
  key,
  label: peopleList.filters[key]?.label ?? '',
  choices: peopleList.filters[key]?.choices ?? [],
}));
const sorts = [
  { key: 'unit', label: '单位' },
  { key: 'name', label: '姓名' },
  { key: 'created', label: '登记时间' },
];

export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('people.view');
  if (!actor) notFound();
  const state = parseList(peopleList, await searchParams);
  const [page, units] = await Promise.all([listPeople(actor, state), unitChoices(actor)]);
  const unitFilter = units.length > 1 ? [{ key: 'unit', label: '单位', choices: units }] : [];
  return (
    <>
      <PageHeader
        title="人员"
        crumb="单位与人员 / 制度 1.2"
        actions={
          <>
            {delegationRights(actor).enter ? <ButtonLink href="/delegation">职责委托</ButtonLink> : null}
            {mayAtAll(actor, 'sessions.end') ? <EndEveryone /> : null}
            {peopleListRights(actor).create ? (
              <>
                <ButtonLink href="/admin/people/import">导入</ButtonLink>
                <ButtonLink href="/admin/people/new" kind="primary">
                  新增人员
                </ButtonLink>
              </>
            ) : null}
          </>
        }
      />
      <ListToolbar
        base="/admin/people"
        state={state}
        total={page}
        unit="人"
        search="搜姓名、首字母、手机号"
        filters={[...unitFilter, ...fixed]}
        sorts={sorts}
        exportName={peopleList.name}
      />
      <PeopleTable state={state} page={page} />
    </>
  );
}

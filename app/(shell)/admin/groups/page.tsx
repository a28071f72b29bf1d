import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GroupTable } from '@/components/groups/group-table';
import { GroupToolbar } from '@/components/groups/group-toolbar';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { groupList } from '@/lib/groups/list';
import { listGroups, ownerUnitChoices } from '@/lib/groups/queries/list';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '工作群管理' };

const empty = { title: '还没有工作群', hint: '先新建一个工作群，指定归口单位和群管理员。' };

export default async function ManageGroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('groups.manage');
  if (!actor) notFound();
  const state = parseList(groupList, await searchParams);
  const [page, units] = await Promise.all([listGroups(actor, state), ownerUnitChoices(actor)]);
  return (
    <>
      <PageHeader
        title="工作群管理"
        crumb="单位与人员 / 制度 2.2.1a"
        actions={
          <ButtonLink href="/admin/groups/new" kind="primary">
            新建工作群
          </ButtonLink>
        }
      />
      <GroupToolbar
        base="/admin/groups"
        state={state}
        page={page}
        units={units}
        filters={['platform', 'state']}
      />
      <GroupTable
        base="/admin/groups"
        rowsAt="/admin/groups"
        state={state}
        page={page}
        empty={empty}
        showMine={false}
      />
    </>
  );
}

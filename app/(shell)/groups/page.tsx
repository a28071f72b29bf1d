import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GroupTable } from '@/components/groups/group-table';
import { GroupToolbar } from '@/components/groups/group-toolbar';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { mayAtAll } from '@/lib/access/may';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { groupList } from '@/lib/groups/list';
import { listGroups, ownerUnitChoices } from '@/lib/groups/queries/list';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '工作群' };

const empty = { title: '您还没有加入工作群', hint: '入群由本单位负责人向街道办公室申请（制度 2.1.1）。' };

export default async function GroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('groups.view');
  if (!actor) notFound();
  const checks = mayAtAll(actor, 'roster.check');
  const state = parseList(groupList, await searchParams);
  const [page, units] = await Promise.all([listGroups(actor, state), ownerUnitChoices(actor)]);
  return (
    <>
      <PageHeader
        title="工作群"
        crumb="成员管理 / 制度 1.2"
        actions={
          <>
            {mayAtAll(actor, 'nickname.view') ? (
              <ButtonLink href="/membership/nicknames">群昵称</ButtonLink>
            ) : null}
            {mayAtAll(actor, 'groups.manage') ? (
              <ButtonLink href="/admin/groups">工作群管理</ButtonLink>
            ) : null}
          </>
        }
      />
      <GroupToolbar
        base="/groups"
        state={state}
        page={page}
        units={units}
        filters={['platform', 'mine', ...(checks ? (['checked'] as const) : []), 'state']}
      />
      <GroupTable
        base="/groups"
        rowsAt="/groups"
        state={state}
        page={page}
        empty={empty}
        showMine
        showChecked={checks}
      />
    </>
  );
}

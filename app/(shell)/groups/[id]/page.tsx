import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { PendingBaseline } from '@/components/groups/baseline/pending-baseline';
import { GroupActs } from '@/components/groups/group-acts';
import { GroupFacts, GroupHistory } from '@/components/groups/group-facts';
import { MemberSection } from '@/components/groups/member-section';
import { MyNickname } from '@/components/groups/my-nickname';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { ListSkeleton } from '@/components/ui/skeletons';
import { idField } from '@/lib/core/id';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { memberList } from '@/lib/groups/list';
import { groupDetail, groupHistory } from '@/lib/groups/queries/detail';
import { platformNames } from '@/lib/groups/rules';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '工作群' };

type GroupPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function GroupPage({ params, searchParams }: GroupPageProps) {
  const actor = await pageActor('groups.view');
  const id = idField.safeParse((await params).id);
  const group = actor && id.success ? await groupDetail(actor, id.data) : null;
  if (!(actor && group)) notFound();
  const state = parseList(memberList, await searchParams);
  const events = await groupHistory(actor, group.id);
  return (
    <>
      <PageHeader
        title={group.name}
        back={{ href: '/groups', label: '工作群' }}
        crumb={`${platformNames[group.platform]}群 · ${group.unitName}`}
        actions={<GroupActs group={group} />}
      />
      {group.archivedAt ? (
        <div className="mb-4">
          <Notice tone="warning" title="此群已归档，不再受理入群申请">
            {group.archivedReason}
          </Notice>
        </div>
      ) : null}
      <PendingBaseline group={group} />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem] lg:grid-rows-[auto_1fr]">
        {group.may.members === 'none' ? null : (
          <Suspense fallback={<ListSkeleton />}>
            <MemberSection actor={actor} group={group} state={state} />
          </Suspense>
        )}
        <div className="flex min-w-0 flex-col gap-4 max-lg:order-first">
          {group.mine ? (
            <Card title="我的群昵称" hint="制度 2.1.2">
              <MyNickname
                membershipId={group.mine.id}
                groupName={group.name}
                nickname={group.mine.nickname}
                state={group.mine.nicknameState}
                mayConfirm={group.mine.mayConfirm}
              />
            </Card>
          ) : null}
          <GroupFacts group={group} />
        </div>
        <GroupHistory events={events} />
      </div>
    </>
  );
}

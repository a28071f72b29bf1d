import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Administrators } from '@/components/groups/administrators';
import { ArchiveCard } from '@/components/groups/archive-card';
import { EditGroupForm } from '@/components/groups/edit-group-form';
import { GroupFacts, GroupHistory } from '@/components/groups/group-facts';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { groupDetail, groupHistory } from '@/lib/groups/queries/detail';
import { unitChoices } from '@/lib/identity/units/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '管理工作群' };

export default async function ManageGroupPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('groups.manage');
  const id = idField.safeParse((await params).id);
  const group = actor && id.success ? await groupDetail(actor, id.data) : null;
  if (!(actor && group?.may.manage)) notFound();
  const [units, events] = await Promise.all([unitChoices(actor), groupHistory(actor, group.id)]);
  const owner = { value: group.ownerUnitId, label: group.unitName };
  return (
    <>
      <PageHeader
        title="管理工作群"
        note={group.name}
        back={{ href: '/admin/groups', label: '工作群管理' }}
        crumb="制度 2.2.1a"
        actions={<ButtonLink href={`/groups/${group.id}`}>查看成员</ButtonLink>}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        {group.archivedAt ? (
          <div className="flex min-w-0 flex-col gap-4">
            <Notice tone="warning" title="此群已归档">
              恢复使用后才能修改群资料。
            </Notice>
            <GroupFacts group={group} />
          </div>
        ) : (
          <Card title="群资料">
            <EditGroupForm id={group.id} facts={group} owner={owner} units={units} />
          </Card>
        )}
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="群管理员" hint={`${group.administrators.length} 位`}>
            <Administrators groupId={group.id} administrators={group.administrators} />
          </Card>
          <ArchiveCard id={group.id} archived={group.archivedAt !== null} />
          <GroupHistory events={events} />
        </div>
      </div>
    </>
  );
}

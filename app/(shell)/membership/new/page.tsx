import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewRequestForm } from '@/components/groups/requests/new-request-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import type { SearchParams } from '@/lib/core/paging';
import { groupToJoin } from '@/lib/groups/requests/queries/form';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '新建申请' };

export default async function NewRequestPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('membership.submit');
  if (!actor) notFound();
  const group = idField.safeParse((await searchParams).group);
  return (
    <>
      <PageHeader
        title="新建申请"
        back={{ href: '/membership', label: '入群退群申请' }}
        crumb="入群，制度 2.1.1"
      />
      <Card className="max-w-2xl">
        <NewRequestForm group={group.success ? await groupToJoin(actor, group.data) : null} />
      </Card>
    </>
  );
}

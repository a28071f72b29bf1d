import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LeaveForm } from '@/components/groups/leaving/leave-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import type { SearchParams } from '@/lib/core/paging';
import { personToPropose } from '@/lib/groups/requests/queries/form';
import { mayManagePeople } from '@/lib/identity/people/policy';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '办理退群' };

export default async function LeavePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('membership.submit');
  if (!actor) notFound();
  const person = idField.safeParse((await searchParams).person);
  return (
    <>
      <PageHeader
        title="办理退群"
        back={{ href: '/membership', label: '入群退群申请' }}
        crumb="提交后即下达移出办理单，制度 2.3.1"
      />
      <Card className="max-w-2xl">
        <LeaveForm
          person={person.success ? await personToPropose(actor, person.data) : null}
          mayDepart={mayManagePeople(actor).allowed}
        />
      </Card>
    </>
  );
}

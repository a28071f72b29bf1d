import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PersonTransfers } from '@/components/groups/transfers/person-transfers';
import { AccountCard } from '@/components/identity/accounts/account-card';
import { DepartureCard } from '@/components/identity/people/departure-card';
import { GroupsCard } from '@/components/identity/people/groups-card';
import { PersonCard } from '@/components/identity/people/person-card';
import { PostingsCard } from '@/components/identity/people/postings-card';
import { DataOfPerson } from '@/components/identity/privacy/data-of-person';
import { ChargeCard } from '@/components/identity/roles/charge-card';
import { RolesCard } from '@/components/identity/roles/roles-card';
import { DateTime } from '@/components/ui/date-time';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { now } from '@/lib/core/clock';
import { idField } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { mayTransfer } from '@/lib/groups/transfers/policy';
import { transfersOf } from '@/lib/groups/transfers/queries/list';
import { accountHold } from '@/lib/identity/accounts/queries';
import { departurePreview } from '@/lib/identity/people/queries/departure';
import { personDetail } from '@/lib/identity/people/queries/person';
import { unitChoices } from '@/lib/identity/units/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '人员' };

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('people.view');
  const id = idField.safeParse((await params).id);
  const person = actor && id.success ? await personDetail(actor, id.data) : null;
  if (!(actor && person)) notFound();
  const [units, preview, hold, transfers] = await Promise.all([
    unitChoices(actor),
    departurePreview(actor, person),
    accountHold(actor, person),
    transfersOf(actor, person.id),
  ]);
  const today = officeDay(now());
  const { charge, postings, may } = person;
  const leads =
    charge.length > 0 || person.roles.some((role) => role.role === 'leader' && role.state === 'current');
  return (
    <>
      <PageHeader
        title={person.name}
        note={person.unitName}
        back={{ href: '/admin/people', label: '人员' }}
      />
      {person.departedAt ? (
        <div className="mb-4">
          <Notice tone="warning" title="已离任">
            <DateTime at={person.departedAt} /> 办理，角色、委托、兼职和账号均已结束。
          </Notice>
        </div>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <PersonCard person={person} units={units} />
          <RolesCard person={person} units={units} today={today} />
          {leads ? (
            <ChargeCard leaderId={person.id} charge={charge} units={units} editable={may.assignRoles} />
          ) : null}
          <GroupsCard person={person} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <AccountCard person={person} hold={hold} />
          {person.affiliated ? null : (
            <PostingsCard personId={person.id} {...{ postings, units, today }} editable={may.edit} />
          )}
          <PersonTransfers
            personId={person.id}
            transfers={transfers}
            mayPlan={person.departedAt === null && mayTransfer(actor, person.unitId).allowed}
          />
          {may.exportData ? <DataOfPerson personId={person.id} name={person.name} /> : null}
          {preview ? <DepartureCard id={person.id} name={person.name} preview={preview} /> : null}
        </div>
      </div>
    </>
  );
}

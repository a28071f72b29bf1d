import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { roleText } from '@/lib/identity/people/list';
import type { PersonDetail } from '@/lib/identity/people/queries/person';
import type { UnitChoice } from '@/lib/identity/units/queries';
import { Disclosure } from '../disclosure';
import { AssignRoleForm, EndRoleForm, SetPrimaryButton } from './role-forms';

type Held = PersonDetail['roles'][number];
type RolesCardProps = { person: PersonDetail; units: readonly UnitChoice[]; today: string };

const states = {
  current: { label: '在任', tone: 'success' },
  upcoming: { label: '未开始', tone: 'info' },
  ended: { label: '已结束', tone: 'neutral' },
} as const;

/** The last day of a term is the one before the moment it ends. */
const lastMoment = (endsAt: Date): Date => new Date(endsAt.getTime() - 1);

/** Roles held, to come and past; for the system administrator also the forms that change them. */
export function RolesCard({ person, units, today }: RolesCardProps) {
  const open = person.roles.filter((role) => role.state !== 'ended');
  const past = person.roles.filter((role) => role.state === 'ended');
  return (
    <Card title="角色" hint={person.affiliated ? '外部人员不担任角色' : undefined}>
      {open.length ? (
        <ul className="flex flex-col gap-4">
          {open.map((role) => (
            <RoleItem key={role.id} role={role} person={person} today={today} />
          ))}
        </ul>
      ) : (
        <p className="text-muted">没有在任的角色</p>
      )}
      {past.length ? (
        <details className="mt-4">
          <summary className="cursor-pointer text-muted">曾任角色（{past.length}）</summary>
          <ul className="mt-3 flex flex-col gap-4">
            {past.map((role) => (
              <RoleItem key={role.id} role={role} person={person} today={today} />
            ))}
          </ul>
        </details>
      ) : null}
      {person.may.assignRoles ? (
        <div className="mt-4 border-base-300 border-t pt-4">
          <Disclosure key={open.length} label="指派角色">
            <AssignRoleForm personId={person.id} units={units} today={today} />
          </Disclosure>
        </div>
      ) : null}
    </Card>
  );
}

function RoleItem({ role, person, today }: { role: Held; person: PersonDetail; today: string }) {
  const { label, tone } = states[role.state];
  const changeable = person.may.assignRoles && role.assignable && role.state !== 'ended';
  return (
    <li>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{roleText({ label: role.label, scope: role.scope })}</span>
        <Badge tone={tone}>{label}</Badge>
        {role.primary && role.state === 'current' ? <Badge tone="teal">主要领导</Badge> : null}
      </p>
      <p className="text-muted text-xs">
        <DateTime at={role.startsAt} show="date" /> 至{' '}
        {role.endsAt ? <DateTime at={lastMoment(role.endsAt)} show="date" /> : '今后'}
        {role.reason ? ` · ${role.reason}` : ''}
      </p>
      {changeable ? (
        <div className="mt-2 flex flex-wrap gap-2">
          <Disclosure label={`结束「${roleText({ label: role.label, scope: role.scope })}」`}>
            <EndRoleForm id={role.id} personId={person.id} today={today} />
          </Disclosure>
          {role.role === 'leader' && role.state === 'current' && !role.primary ? (
            <SetPrimaryButton personId={person.id} />
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

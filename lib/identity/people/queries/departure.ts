import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { accounts, delegations, people, sessions } from '@/db/schema/identity';
import { membershipRequests, transfers, workOrders } from '@/db/schema/membership';
import { notices } from '@/db/schema/notices';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { delegableRoles } from '@/lib/identity/delegations/rules';
import { roleText } from '../list';
import { mayDepart } from '../policy';
import type { PersonDetail } from './person';

export interface DeparturePreview {
  /** What ends at once, in words; empty when nothing hangs on the person. */
  ends: string[];
  /** Groups he leaves with it, by orders to their administrators. */
  groupsToLeave: string[];
}

const other = alias(people, 'other');
const mostDelegations = 50;
const mostSessions = 50;

async function delegationLines(personId: string, at: Date): Promise<string[]> {
  const rows = await db()
    .select({ from: delegations.fromPersonId, role: delegations.role, name: other.name })
    .from(delegations)
    .innerJoin(
      other,
      or(
        and(eq(delegations.fromPersonId, personId), eq(other.id, delegations.toPersonId)),
        and(eq(delegations.toPersonId, personId), eq(other.id, delegations.fromPersonId)),
      ),
    )
    .where(and(isNull(delegations.endedAt), gt(delegations.endsAt, at)))
    .limit(mostDelegations);
  return rows.map(({ from, role, name }) =>
    from === personId
      ? `委托：${delegableRoles[role]}职责委托给${name}`
      : `委托：受${name}委托代行${delegableRoles[role]}职责`,
  );
}

async function openSessions(personId: string, at: Date): Promise<number> {
  const rows = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(accounts.personId, personId), isNull(sessions.endedAt), gt(sessions.expiresAt, at)))
    .limit(mostSessions);
  return rows.length;
}

/** Requests about him that nobody has finished; a leave on its way to the group goes on. */
async function openRequests(personId: string): Promise<number> {
  return db().$count(
    membershipRequests,
    and(
      eq(membershipRequests.personId, personId),
      sql`(${membershipRequests.kind} = 'join' and ${membershipRequests.status} in ('submitted', 'approved')
        or ${membershipRequests.status} = 'reported')`,
    ),
  );
}

const mostLines = 20;

/** Where he was to go; with the departure that is off. */
async function transferLines(personId: string): Promise<string[]> {
  const rows = await db()
    .select({ effectiveOn: transfers.effectiveOn, unit: units.name })
    .from(transfers)
    .innerJoin(units, eq(units.id, transfers.toUnitId))
    .where(and(eq(transfers.personId, personId), eq(transfers.status, 'planned')))
    .limit(mostLines);
  return rows.map(({ effectiveOn, unit }) => `工作变动：取消 ${effectiveOn} 调往${unit}`);
}

/** Orders about him that nobody has done; those to take him out stay. */
async function openOrders(personId: string): Promise<number> {
  return db().$count(
    workOrders,
    and(
      eq(workOrders.personId, personId),
      eq(workOrders.status, 'open'),
      inArray(workOrders.kind, ['add', 'rename']),
    ),
  );
}

/** Notices of his that are neither out nor over: the head of the unit and the Office go on with them. */
async function openNotices(personId: string): Promise<number> {
  return db().$count(
    notices,
    and(
      eq(notices.authorId, personId),
      inArray(notices.status, ['in_review', 'returned', 'approved', 'scheduled']),
    ),
  );
}

const ownLines = (person: PersonDetail): string[] => [
  ...person.roles
    .filter((role) => role.state !== 'ended')
    .map((role) => `角色：${roleText({ label: role.label, scope: role.scope })}`),
  ...person.charge.map((unit) => `分管单位：${unit.unitName}`),
  ...person.postings.map((posting) => `兼职：${posting.unitName}`),
];

/** What a departure would end, and what it would leave to do; null when the actor may not enter one. Six statements. */
export async function departurePreview(actor: Actor, person: PersonDetail): Promise<DeparturePreview | null> {
  if (person.departedAt || !mayDepart(actor, person).allowed) return null;
  const at = now();
  const [handed, signedIn, moving, requests, orders, written] = await Promise.all([
    delegationLines(person.id, at),
    openSessions(person.id, at),
    transferLines(person.id),
    openRequests(person.id),
    openOrders(person.id),
    openNotices(person.id),
  ]);
  const account = person.account === 'none' || person.account === 'disabled' ? [] : ['账号：停止登录'];
  return {
    ends: [
      ...ownLines(person),
      ...handed,
      ...account,
      ...(signedIn ? [`登录会话：${signedIn} 个`] : []),
      ...moving,
      ...(requests ? [`申请：撤回未办结的 ${requests} 件`] : []),
      ...(orders ? [`办理单：取消未办理的 ${orders} 张`] : []),
      ...(written ? [`信息：起草未办结的 ${written} 件，由单位负责人或街道办公室接手`] : []),
    ],
    groupsToLeave: person.groups.filter(({ member }) => member).map((group) => group.name),
  };
}

import { and, asc, desc, eq, gte, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts, leaderUnits, people, roleAssignments, secondaryPostings } from '@/db/schema/identity';
import { membershipRequests, memberships, type NicknameState, workOrders } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { roles } from '@/lib/access/roles';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { mayManageAccount } from '@/lib/identity/accounts/policy';
import { mayExportPersonalData } from '@/lib/identity/privacy/policy';
import { isAssignable } from '@/lib/identity/roles/input';
import { mayAssignRoles } from '@/lib/identity/roles/policy';
import { inForce } from '@/lib/identity/roles/queries/period';
import { mayDepart, mayManagePeople, mayRevealPhone } from '../policy';
import { accountState } from './list';
import { visiblePeople } from './scope';

const mostRows = 100;

async function personRow(actor: Actor, id: string) {
  const [row] = await db()
    .select({
      id: people.id,
      name: people.name,
      duty: people.duty,
      affiliated: people.affiliated,
      phone: people.phoneMasked,
      createdAt: people.createdAt,
      departedAt: people.departedAt,
      unitId: units.id,
      unitName: units.name,
      account: accountState,
      username: accounts.username,
      lastSignInAt: accounts.lastSignInAt,
    })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .where(and(eq(people.id, id), visiblePeople(actor)));
  return row;
}

async function roleRows(personId: string, at: Date) {
  const rows = await db()
    .select({
      id: roleAssignments.id,
      role: roleAssignments.role,
      scope: sql<string | null>`coalesce(${units.name}, ${groups.name})`,
      primary: roleAssignments.primaryLeader,
      startsAt: roleAssignments.startsAt,
      endsAt: roleAssignments.endsAt,
      reason: roleAssignments.reason,
    })
    .from(roleAssignments)
    .leftJoin(units, eq(units.id, roleAssignments.unitId))
    .leftJoin(groups, eq(groups.id, roleAssignments.groupId))
    .where(eq(roleAssignments.personId, personId))
    .orderBy(desc(roleAssignments.startsAt), desc(roleAssignments.id))
    .limit(mostRows);
  return rows.map((row) => ({
    ...row,
    label: roles[row.role],
    /** Group administrators are named and taken back at their group. */
    assignable: isAssignable(row.role),
    state: stateOf(row, at),
  }));
}

function stateOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date | null }, at: Date) {
  if (endsAt && endsAt <= at) return 'ended' as const;
  return startsAt > at ? ('upcoming' as const) : ('current' as const);
}

function chargeRows(personId: string, at: Date) {
  return db()
    .select({ unitId: units.id, unitName: units.name, startsAt: leaderUnits.startsAt })
    .from(leaderUnits)
    .innerJoin(units, eq(units.id, leaderUnits.unitId))
    .where(and(eq(leaderUnits.leaderId, personId), inForce(leaderUnits, at)))
    .orderBy(asc(units.sort), asc(units.name))
    .limit(mostRows);
}

/** Postings in force or to come. */
function postingRows(personId: string, day: string) {
  return db()
    .select({
      id: secondaryPostings.id,
      unitId: units.id,
      unitName: units.name,
      startsOn: secondaryPostings.startsOn,
      endsOn: secondaryPostings.endsOn,
    })
    .from(secondaryPostings)
    .innerJoin(units, eq(units.id, secondaryPostings.unitId))
    .where(
      and(
        eq(secondaryPostings.personId, personId),
        or(isNull(secondaryPostings.endsOn), gte(secondaryPostings.endsOn, day)),
      ),
    )
    .orderBy(desc(secondaryPostings.startsOn))
    .limit(mostRows);
}

/** Of his groups, what the actor may see of their members: a head those his units are represented in, and his own groups. */
function seenMemberships(actor: Actor): SQL | undefined {
  const { all, unitIds, groupIds } = scopeOf(actor, 'groups.members');
  return all ? undefined : or(inArray(memberships.unitId, unitIds), inArray(memberships.groupId, groupIds));
}

/** What is still to be done about him in chats: he is to be added, or taken out, and nobody has given a receipt. */
function workRows(actor: Actor, personId: string) {
  const { all, unitIds, groupIds } = scopeOf(actor, 'groups.members');
  const seen = all
    ? undefined
    : or(inArray(workOrders.groupId, groupIds), inArray(membershipRequests.unitId, unitIds));
  return db()
    .select({
      id: groups.id,
      name: groups.name,
      nickname: sql<string>`coalesce(${workOrders.nickname}, '')`,
      nicknameState: sql<NicknameState | null>`null::text`,
      since: workOrders.createdAt,
      work: sql<'add' | 'remove' | null>`${workOrders.kind}`,
      failed: sql<boolean>`${workOrders.status} = 'failed'`,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .leftJoin(
      membershipRequests,
      and(eq(workOrders.originType, 'membership_request'), eq(membershipRequests.id, workOrders.originId)),
    )
    .where(
      and(
        eq(workOrders.personId, personId),
        inArray(workOrders.kind, ['add', 'remove']),
        stillToDo,
        isNull(groups.archivedAt),
        seen,
      ),
    );
}

/** Open; or failed, with nothing in its place, for a request that stands. */
const stillToDo = or(
  eq(workOrders.status, 'open'),
  and(
    eq(workOrders.status, 'failed'),
    isNull(workOrders.droppedAt),
    inArray(membershipRequests.status, ['approved', 'submitted']),
    sql`not exists (select 1 from work_orders later
      where later.origin_id = ${workOrders.originId} and later.id > ${workOrders.id})`,
  ),
);

function groupRows(actor: Actor, personId: string) {
  const present = db()
    .select({
      id: groups.id,
      name: groups.name,
      nickname: memberships.nickname,
      /** Null in the portal's own groups, which show what is registered. */
      nicknameState: sql<NicknameState | null>`case when ${groups.platform} <> 'portal' then ${memberships.nicknameState} end`,
      since: sql<Date>`${memberships.since}`.mapWith(memberships.since),
      work: sql<'add' | 'remove' | null>`null::text`,
      failed: sql<boolean>`false`,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(and(eq(memberships.personId, personId), isNull(memberships.until), seenMemberships(actor)));
  return unionAll(present, workRows(actor, personId)).limit(mostRows);
}

type GroupLine = Omit<Awaited<ReturnType<typeof groupRows>>[number], 'work' | 'failed'> & {
  /** What is still to be done in its chat; without a membership he is not in the register there. */
  work: { kind: 'add' | 'remove'; failed: boolean } | null;
  member: boolean;
};

/** One line for each group: the membership, with what is still to be done, or that alone. */
function together(rows: Awaited<ReturnType<typeof groupRows>>): GroupLine[] {
  const byGroup = new Map<string, GroupLine>();
  for (const { work: kind, failed, ...row } of rows) {
    const known = byGroup.get(row.id);
    const line = kind === null || !known ? { ...row, member: kind === null } : known;
    byGroup.set(row.id, { ...line, work: kind === null ? (known?.work ?? null) : { kind, failed } });
  }
  return [...byGroup.values()].sort((a, b) => a.name.localeCompare(b.name, 'zh-Hans-CN'));
}

/** Everything the page of a person shows; null when the actor may not see him. Five statements. */
export async function personDetail(actor: Actor, id: string) {
  const person = await personRow(actor, id);
  if (!person) return null;
  const at = now();
  const day = officeDay(at);
  const [held, charge, postings, joined] = await Promise.all([
    roleRows(id, at),
    chargeRows(id, at),
    postingRows(id, day),
    groupRows(actor, id),
  ]);
  const postedUnitIds = postings
    .filter((posting) => posting.startsOn <= day)
    .map((posting) => posting.unitId);
  const present = person.departedAt === null;
  return {
    ...person,
    roles: held,
    charge,
    postings,
    groups: together(joined),
    may: {
      seeEveryGroup: scopeOf(actor, 'groups.members').all,
      edit: present && mayManagePeople(actor).allowed,
      depart: present && mayDepart(actor, person).allowed,
      revealPhone: person.phone !== null && mayRevealPhone(actor, { ...person, postedUnitIds }).allowed,
      exportData: id !== actor.personId && mayExportPersonalData(actor, id).allowed,
      assignRoles: present && !person.affiliated && mayAssignRoles(actor, person).allowed,
      manageAccount: present && mayManageAccount(actor, id).allowed,
    },
  };
}

export type PersonDetail = NonNullable<Awaited<ReturnType<typeof personDetail>>>;

import { and, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, people, sessions } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor, FirstDuty, Grant } from '@/lib/access/actor';
import type { Role } from '@/lib/access/roles';
import { now } from '@/lib/core/clock';
import { requestRef } from '@/lib/core/context';
import { sha256 } from '@/lib/core/crypto';
import { settingsNow } from '@/lib/settings/queries';
import type { Settings } from '@/lib/settings/registry';
import { needsSecondFactor } from '../factors/rules';

const minute = 60_000;

interface Held {
  role: Exclude<Role, 'member'>;
  unitIds: string[];
  groupIds: string[];
  primary: boolean;
}

interface Delegated extends Held {
  fromId: string;
  fromName: string;
}

const inForce = (starts: SQL, ends: SQL, at: SQL): SQL =>
  sql`${starts} <= ${at} and (${ends} is null or ${ends} > ${at})`;
const roleInForce = (at: SQL): SQL => inForce(sql`ra.starts_at`, sql`ra.ends_at`, at);

/** 分管单位 of the person in `leader`, a column of the surrounding statement. */
const charge = (leader: SQL, at: SQL): SQL => sql`(
  select coalesce(json_agg(lu.unit_id), '[]'::json) from leader_units lu
  where lu.leader_id = ${leader} and ${inForce(sql`lu.starts_at`, sql`lu.ends_at`, at)})`;

/** One row a role: its units and groups together. */
const held = (person: SQL, at: SQL): SQL<Held[]> => sql`(
  select coalesce(json_agg(json_build_object(
    'role', g.role, 'primary', g.primary, 'groupIds', g.groups,
    'unitIds', case when g.role = 'leader' then ${charge(person, at)} else g.units end) order by g.role), '[]'::json)
  from (
    select ra.role, bool_or(ra.primary_leader) as primary,
      coalesce(json_agg(ra.unit_id) filter (where ra.unit_id is not null), '[]'::json) as units,
      coalesce(json_agg(ra.group_id) filter (where ra.group_id is not null), '[]'::json) as groups
    from role_assignments ra where ra.person_id = ${person} and ${roleInForce(at)} group by ra.role) g)`;

/** Duties handed to the person, as long as whoever handed them over still has them. */
const delegated = (person: SQL, at: SQL): SQL<Delegated[]> => sql`(
  select coalesce(json_agg(json_build_object(
    'role', d.role, 'primary', own.primary, 'groupIds', '[]'::json, 'fromId', f.id, 'fromName', f.name,
    'unitIds', case when d.role = 'leader' then ${charge(sql`f.id`, at)} else own.units end) order by d.starts_at), '[]'::json)
  from delegations d
  join people f on f.id = d.from_person_id and f.departed_at is null
  join lateral (
    select bool_or(ra.primary_leader) as primary,
      coalesce(json_agg(ra.unit_id) filter (where ra.unit_id is not null), '[]'::json) as units
    from role_assignments ra
    where ra.person_id = f.id and ra.role = d.role and ${roleInForce(at)} having count(*) > 0) own on true
  where d.to_person_id = ${person} and ${inForce(sql`d.starts_at`, sql`d.ends_at`, at)} and d.ended_at is null)`;

const joined = (person: SQL): SQL<string[]> => sql`(
  select coalesce(json_agg(m.group_id), '[]'::json) from memberships m
  where m.person_id = ${person} and m.until is null)`;

async function find(secret: string, at: Date, limits: Settings) {
  const idleSince = new Date(at.getTime() - limits['signin.idle_minutes'] * minute);
  const startedSince = new Date(at.getTime() - limits['signin.absolute_hours'] * 60 * minute);
  const moment = sql`${sql.param(at, sessions.startedAt)}::timestamptz`;
  const person = sql`${people.id}`;
  const [row] = await db()
    .select({
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      accountId: accounts.id,
      mustChangePassword: accounts.mustChangePassword,
      mustEnrol: accounts.mustEnrol,
      secondFactor: sessions.secondFactor,
      personId: people.id,
      name: people.name,
      unitId: units.id,
      unitName: units.name,
      joined: joined(person),
      held: held(person, moment),
      delegated: delegated(person, moment),
    })
    .from(sessions)
    .innerJoin(accounts, and(eq(accounts.id, sessions.accountId), isNull(accounts.disabledAt)))
    .innerJoin(people, and(eq(people.id, accounts.personId), isNull(people.departedAt)))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(
      and(
        eq(sessions.secretHash, sha256(secret)),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, at),
        gt(sessions.startedAt, startedSince),
        gt(sessions.lastSeenAt, idleSince),
      ),
    );
  return row;
}

const grant = ({ role, unitIds, groupIds, primary }: Held): Grant => ({
  role,
  unitIds,
  groupIds,
  primary,
  onBehalfOf: null,
});

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

/** A role that asks for a second factor asks for it in open sessions too, from the request on in which it is held. */
function firstDuty(row: Found, grants: readonly Grant[], settings: Settings): FirstDuty | null {
  if (row.mustChangePassword) return 'password';
  const asked = row.mustEnrol || needsSecondFactor(grants, settings['signin.second_factor']);
  return asked && !row.secondFactor ? 'second_factor' : null;
}

/** Once a minute is exact enough for an idle limit counted in minutes, and spares a write a request. */
async function touch(sessionId: string, lastSeenAt: Date, at: Date): Promise<void> {
  const due = new Date(at.getTime() - minute);
  if (lastSeenAt > due) return;
  await db()
    .update(sessions)
    .set({ lastSeenAt: at })
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, at)));
}

/**
 * The person signed in with this session secret, with every role, unit, group and delegation in force at this moment; what
 * ended gives nothing from then on, in open sessions too. Null when the session has ended, timed out (idle or absolute),
 * or its account is disabled or its person departed. One statement; a second one a minute keeps `lastSeenAt`.
 *
 * A session with something to do first has no role to do anything else with, should a door forget to ask.
 */
export async function actorOfSession(secret: string, address: string | null): Promise<Actor | null> {
  const at = now();
  const settings = await settingsNow();
  const row = await find(secret, at, settings);
  if (!row) return null;
  await touch(row.sessionId, row.lastSeenAt, at);
  const { personId, name, unitId, unitName, accountId, sessionId } = row;
  const own: Grant = { role: 'member', unitIds: [], groupIds: row.joined, primary: false, onBehalfOf: null };
  const handed = row.delegated.map((duty) => ({
    ...grant(duty),
    onBehalfOf: { id: duty.fromId, name: duty.fromName },
  }));
  const grants = [own, ...row.held.map(grant), ...handed];
  const mustFirst = firstDuty(row, grants, settings);
  return {
    personId,
    name,
    unitId,
    unitName,
    accountId,
    sessionId,
    mustFirst,
    awaiting: null,
    grants: mustFirst ? [{ ...own, groupIds: [] }] : grants,
    address,
    requestRef: requestRef() ?? null,
  };
}

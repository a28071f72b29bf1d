import { and, asc, desc, eq, ilike, inArray, isNotNull, isNull, like, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { accounts, people, roleAssignments } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { type Role, roles } from '@/lib/access/roles';
import { now } from '@/lib/core/clock';
import { lookupHashes } from '@/lib/core/crypto';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import { inForce } from '@/lib/identity/roles/queries/period';
import type { AccountState, PersonRow } from '../list';
import { readSearch } from '../rules';
import { visiblePeople } from './scope';

interface RoleJson {
  role: Role;
  primary: boolean;
  scope: string | null;
}

/** What the account of a person is worth, from the joined account row. */
export const accountState: SQL<AccountState> = sql`case
  when ${accounts.id} is null then 'none'
  when ${accounts.disabledAt} is not null then 'disabled'
  when ${accounts.passwordHash} is null then 'code'
  else 'active' end`;

function rolesNow(at: Date): SQL<RoleJson[]> {
  const moment = sql`${sql.param(at, roleAssignments.startsAt)}::timestamptz`;
  return sql`(
    select coalesce(json_agg(json_build_object('role', ra.role, 'primary', ra.primary_leader,
      'scope', coalesce(u.short_name, g.name)) order by ra.role = 'group_admin', ra.role, ra.id), '[]'::json)
    from role_assignments ra left join units u on u.id = ra.unit_id left join groups g on g.id = ra.group_id
    where ra.person_id = ${people.id} and ra.starts_at <= ${moment} and (ra.ends_at is null or ra.ends_at > ${moment}))`;
}

/** Finds people by what was typed: whole phone, pinyin, initials, or a part of the name. */
export function searched(q: string): SQL | undefined {
  const search = readSearch(q);
  switch (search.by) {
    case 'nothing':
      return undefined;
    case 'phone':
      return inArray(people.phoneHash, lookupHashes(search.phone));
    case 'spelling': {
      const pattern = likePattern(search.letters, 'start');
      return or(like(people.initials, pattern), like(people.pinyin, pattern), ilike(people.name, pattern));
    }
    case 'name':
      return ilike(people.name, likePattern(search.name));
  }
}

function holding(wanted: string[], at: Date): SQL {
  const holders = db()
    .select({ id: roleAssignments.personId })
    .from(roleAssignments)
    .where(and(inArray(sql`${roleAssignments.role}`, wanted), inForce(roleAssignments, at)));
  return inArray(people.id, holders);
}

/** One of two values chosen is a condition; both or none is none. */
function either(chosen: string[] | undefined, value: string, yes: SQL, no: SQL): SQL | undefined {
  if (chosen?.length !== 1) return undefined;
  return chosen[0] === value ? yes : no;
}

function filtered({ filters }: ListState, at: Date): (SQL | undefined)[] {
  const { unit, role, account, kind, state = ['present'] } = filters;
  return [
    unit && inArray(people.unitId, unit),
    role && holding(role, at),
    account && inArray(accountState, account),
    either(kind, 'affiliated', eq(people.affiliated, true), eq(people.affiliated, false)),
    either(state, 'departed', isNotNull(people.departedAt), isNull(people.departedAt)),
  ];
}

const orders = {
  unit: [units.sort, units.id, people.pinyin, people.id],
  name: [people.pinyin, people.id],
  created: [people.id],
};

function ordered({ sort, dir }: ListState): SQL[] {
  const way = dir === 'desc' ? desc : asc;
  return orders[sort as keyof typeof orders].map((column) => way(column));
}

const shown = ({ role, primary, scope }: RoleJson) => ({
  label: roles[role],
  scope: primary ? '主要领导' : scope,
});

/** People the actor may see, those in post unless the departed are asked for. Two statements. */
export async function listPeople(actor: Actor, state: ListState): Promise<Page<PersonRow>> {
  const at = now();
  const where = and(visiblePeople(actor), searched(state.q), ...filtered(state, at));
  const matching = db()
    .select({ id: people.id })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .where(where);
  const rows = db()
    .select({
      id: people.id,
      name: people.name,
      unitName: units.name,
      unitShortName: units.shortName,
      duty: people.duty,
      affiliated: people.affiliated,
      phone: people.phoneMasked,
      roles: rolesNow(at),
      account: accountState,
      departedAt: people.departedAt,
    })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .where(where)
    .orderBy(...ordered(state))
    .limit(state.size)
    .offset((state.page - 1) * state.size);
  const [found, count] = await Promise.all([rows, countUpTo(db(), matching.getSQL())]);
  return {
    rows: found.map((row) => ({ ...row, roles: row.roles.map(shown) })),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

/** What the page offers above the list. */
export function peopleListRights(actor: Actor): { create: boolean } {
  return { create: mayAtAll(actor, 'people.manage') };
}

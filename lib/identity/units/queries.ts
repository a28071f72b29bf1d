import { and, asc, desc, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { roleAssignments } from '@/db/schema/identity';
import { type UnitKind, units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import type { PermissionName } from '@/lib/access/permissions';
import { now } from '@/lib/core/clock';
import { type Choice, type ListState, likePattern, type Page } from '@/lib/core/paging';
import { spelled } from '@/lib/core/pinyin';
import type { UnitRow } from './list';
import { mayArchiveUnit, mayManageUnits } from './policy';

/** More than a street can have; the bound of every read of units. */
const mostUnits = 500;

/** All units, or those the actor heads, leads or belongs to by a permission about people. */
function visibleUnits(actor: Actor): SQL | undefined {
  const own = scopeOf(actor, 'units.view');
  const people = scopeOf(actor, 'people.view');
  if (own.all || people.all) return undefined;
  return people.unitIds.length ? inArray(units.id, people.unitIds) : sql`false`;
}

const moment = (at: Date): SQL => sql`${sql.param(at, roleAssignments.startsAt)}::timestamptz`;

function headsOf(at: Date): SQL<string[]> {
  return sql`to_jsonb(array(select p.name from role_assignments ra join people p on p.id = ra.person_id
    where ra.unit_id = units.id and ra.starts_at <= ${moment(at)} and (ra.ends_at is null or ra.ends_at > ${moment(at)})
    order by ra.starts_at))`;
}

function leaderOf(at: Date): SQL<string | null> {
  return sql`(select p.name from leader_units lu join people p on p.id = lu.leader_id
    where lu.unit_id = units.id and lu.starts_at <= ${moment(at)} and (lu.ends_at is null or lu.ends_at > ${moment(at)})
    limit 1)`;
}

const headcount: SQL<number> = sql`(select count(*)::int from people p
  where p.unit_id = units.id and p.departed_at is null)`;

/** Units are few: those whose spelling fits are found in memory, the rest by the database. */
async function searched(q: string): Promise<SQL | undefined> {
  if (!q) return undefined;
  const letters = q.toLowerCase().replaceAll('ü', 'v').replace(/\s/g, '');
  const pattern = likePattern(q);
  const byName = or(ilike(units.name, pattern), ilike(units.shortName, pattern));
  if (!/^[a-z]+$/.test(letters)) return byName;
  const all = await db().select({ id: units.id, name: units.name }).from(units).limit(mostUnits);
  const fitting = all.filter(({ name }) => {
    const { pinyin, initials } = spelled(name);
    return pinyin.startsWith(letters) || initials.startsWith(letters);
  });
  return or(
    byName,
    inArray(
      units.id,
      fitting.map((unit) => unit.id),
    ),
  );
}

function filtered({ filters }: ListState): (SQL | undefined)[] {
  const { kind, state = ['present'] } = filters;
  const present = state.length === 1 ? state[0] === 'present' : undefined;
  return [
    kind && inArray(units.kind, kind as UnitKind[]),
    present === undefined ? undefined : (present ? isNull : isNotNull)(units.archivedAt),
  ];
}

const orders = { order: [units.sort, units.name], name: [units.name], people: [headcount, units.sort] };

/** Units the actor may see, with heads, leader in charge and headcount. Two statements, three when searched by pinyin. */
export async function listUnits(actor: Actor, state: ListState): Promise<Page<UnitRow>> {
  const where = and(visibleUnits(actor), await searched(state.q), ...filtered(state));
  const way = state.dir === 'desc' ? desc : asc;
  const at = now();
  const rows = db()
    .select({
      id: units.id,
      name: units.name,
      shortName: units.shortName,
      kind: units.kind,
      sort: units.sort,
      heads: headsOf(at),
      leader: leaderOf(at),
      people: headcount,
      archivedAt: units.archivedAt,
    })
    .from(units)
    .where(where)
    .orderBy(...orders[state.sort as keyof typeof orders].map((column) => way(column)), units.id)
    .limit(state.size)
    .offset((state.page - 1) * state.size);
  const counted = countUpTo(db(), db().select({ id: units.id }).from(units).where(where).getSQL());
  const [found, count] = await Promise.all([rows, counted]);
  return {
    rows: found.map((unit) => ({
      ...unit,
      may: {
        edit: !unit.archivedAt && mayManageUnits(actor).allowed,
      },
    })),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

export interface UnitChoice {
  value: string;
  label: string;
  /** To be found by: short name, pinyin, initials. */
  keywords: string;
}

/** The units in use that a picker or filter offers this actor, in the order of the street. */
export async function unitChoices(actor: Actor): Promise<UnitChoice[]> {
  const rows = await db()
    .select({ id: units.id, name: units.name, shortName: units.shortName })
    .from(units)
    .where(and(isNull(units.archivedAt), visibleUnits(actor)))
    .orderBy(asc(units.sort), asc(units.name))
    .limit(mostUnits);
  return rows.map(({ id, name, shortName }) => {
    const { pinyin, initials } = spelled(name);
    return { value: id, label: name, keywords: `${shortName} ${pinyin} ${initials}` };
  });
}

/** So many a filter offers at a time. */
const mostOffered = 50;

/** Units to narrow a list by, of those a permission reaches for this actor: found by name, or the chosen ones. One statement. */
export async function unitsWithin(
  actor: Actor,
  permission: PermissionName,
  by: { q: string } | { ids: readonly string[] },
): Promise<Choice[]> {
  if ('ids' in by && !by.ids.length) return [];
  const scope = scopeOf(actor, permission);
  const named = (q: string) =>
    q ? or(ilike(units.name, likePattern(q)), ilike(units.shortName, likePattern(q))) : undefined;
  return db()
    .select({ value: units.id, label: units.name })
    .from(units)
    .where(
      and(
        scope.all ? undefined : inArray(units.id, scope.unitIds),
        'ids' in by ? inArray(units.id, [...by.ids]) : named(by.q),
      ),
    )
    .orderBy(asc(units.sort), asc(units.name))
    .limit(mostOffered);
}

export interface UnitForEdit {
  id: string;
  name: string;
  shortName: string;
  kind: UnitKind;
  sort: number;
  /** People in post whose home it is. */
  people: number;
  may: { archive: boolean };
}

/** A unit in use, for whoever may change it; null for everybody else. */
export async function unitForEdit(actor: Actor, id: string): Promise<UnitForEdit | null> {
  if (!mayManageUnits(actor).allowed) return null;
  const [unit] = await db()
    .select({
      id: units.id,
      name: units.name,
      shortName: units.shortName,
      kind: units.kind,
      sort: units.sort,
      people: headcount,
    })
    .from(units)
    .where(and(eq(units.id, id), isNull(units.archivedAt)));
  return unit ? { ...unit, may: { archive: mayArchiveUnit(actor, unit).allowed } } : null;
}

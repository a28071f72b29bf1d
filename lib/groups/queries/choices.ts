import { and, asc, eq, exists, ilike, inArray, isNull, not, or, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people, roleAssignments } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { type Choice, likePattern } from '@/lib/core/paging';
import { searched } from '@/lib/identity/people/queries/list';
import { inForce } from '@/lib/identity/roles/queries/period';
import { mayManageGroup } from '../policy';
import { visibleGroups } from './visible';

const mostChoices = 20;

/**
 * People who may be named administrator of a group, by name, pinyin or initials, never by phone: in post, no outsiders, nobody whom
 * 三员分立 keeps away from business.
 */
export async function administratorChoices(actor: Actor, q: string): Promise<(Choice & { hint: string })[]> {
  if (!mayManageGroup(actor).allowed || /\d/.test(q)) return [];
  const apart = db()
    .select({ one: sql`1` })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.personId, people.id),
        inArray(roleAssignments.role, ['system_admin', 'auditor']),
        inForce(roleAssignments, now()),
      ),
    );
  const rows = await db()
    .select({ value: people.id, label: people.name, duty: people.duty, unitName: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(isNull(people.departedAt), eq(people.affiliated, false), not(exists(apart)), searched(q)))
    .orderBy(asc(units.sort), asc(people.pinyin), asc(people.id))
    .limit(mostChoices);
  return rows.map(({ value, label, duty, unitName }) => ({
    value,
    label,
    hint: [unitName, duty].filter(Boolean).join(' '),
  }));
}

const mostInFilter = 50;

function readGroups(actor: Actor, where: SQL | undefined): Promise<Choice[]> {
  return db()
    .select({ value: groups.id, label: groups.name })
    .from(groups)
    .where(and(visibleGroups(actor), where))
    .orderBy(asc(groups.pinyin), asc(groups.id))
    .limit(mostInFilter);
}

/** Groups to narrow a list by, archived ones too, by name, pinyin or initials: those the actor may know of. One statement. */
export function groupFilterChoices(actor: Actor, q: string): Promise<Choice[]> {
  const spelled = likePattern(q.replace(/\s/g, ''), 'start');
  const found = or(
    ilike(groups.name, likePattern(q)),
    ilike(groups.pinyin, spelled),
    ilike(groups.initials, spelled),
  );
  return readGroups(actor, q ? found : undefined);
}

/** The names of the groups a list is narrowed by. One statement, or none when it is not. */
export async function chosenGroups(actor: Actor, ids: readonly string[] = []): Promise<Choice[]> {
  return ids.length ? readGroups(actor, inArray(groups.id, [...ids])) : [];
}

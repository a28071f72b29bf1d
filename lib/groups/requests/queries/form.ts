import { and, asc, eq, ilike, isNull, or, type SQL } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { likePattern } from '@/lib/core/paging';
import { searched } from '@/lib/identity/people/queries/list';
import { visiblePeople } from '@/lib/identity/people/queries/scope';
import { platformNames } from '../../rules';

const mostChoices = 20;

/** A choice of the form's pickers. */
export interface Candidate {
  value: string;
  label: string;
  hint: string;
}

/** Groups in use, by name, pinyin or initials, for whoever may ask for anybody. */
export async function groupsToJoin(actor: Actor, q: string): Promise<Candidate[]> {
  if (!mayAtAll(actor, 'membership.submit')) return [];
  const spelled = likePattern(q.replace(/\s/g, ''), 'start');
  return readGroups(
    q
      ? or(ilike(groups.name, likePattern(q)), ilike(groups.pinyin, spelled), ilike(groups.initials, spelled))
      : undefined,
  );
}

/** People the actor may ask for: of his unit, by home or posting; the Office everybody. By name, pinyin or initials. */
export async function peopleToPropose(actor: Actor, q: string): Promise<Candidate[]> {
  return readPeople(actor, searched(q));
}

/** The person a link to a form names, when the actor may ask for him. */
export async function personToPropose(actor: Actor, id: string): Promise<Candidate | null> {
  const [person] = await readPeople(actor, eq(people.id, id));
  return person ?? null;
}

async function readPeople(actor: Actor, where: SQL | undefined): Promise<Candidate[]> {
  if (!mayAtAll(actor, 'membership.submit')) return [];
  const rows = await db()
    .select({ value: people.id, label: people.name, duty: people.duty, unitName: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(isNull(people.departedAt), visiblePeople(actor, 'membership.submit'), where))
    .orderBy(asc(people.pinyin), asc(people.id))
    .limit(mostChoices);
  return rows.map(({ value, label, duty, unitName }) => ({
    value,
    label,
    hint: [unitName, duty].filter(Boolean).join(' · '),
  }));
}

async function readGroups(where: SQL | undefined): Promise<Candidate[]> {
  const rows = await db()
    .select({ value: groups.id, label: groups.name, platform: groups.platform, unitName: units.name })
    .from(groups)
    .innerJoin(units, eq(units.id, groups.ownerUnitId))
    .where(and(isNull(groups.archivedAt), where))
    .orderBy(asc(groups.pinyin), asc(groups.id))
    .limit(mostChoices);
  return rows.map(({ value, label, platform, unitName }) => ({
    value,
    label,
    hint: `${platformNames[platform]} · ${unitName}`,
  }));
}

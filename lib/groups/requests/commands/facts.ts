import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import { belongsTo } from '../queries/standing';
import type { JoinFacts as RuleFacts } from '../rules';

/** Who is to join what, for which unit. */
export interface JoinParties {
  personId: string;
  groupId: string;
  unitId: string;
}

export interface JoinFacts extends RuleFacts {
  unitShortName: string;
}

const distinct = (ids: readonly string[]) => [...new Set(ids)];

/** Pairs as rows for a FROM, with the names `person_id`, `group_id`, `unit_id`: one parameter, however many there are. */
function rowsOf(wanted: readonly JoinParties[]): SQL {
  const rows = wanted.map(({ personId, groupId, unitId }) => ({
    person_id: personId,
    group_id: groupId,
    unit_id: unitId,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted (person_id uuid, group_id uuid, unit_id uuid)`;
}

/** `column in (…)` for thousands of ids, as one parameter. */
const among = (column: AnyPgColumn, ids: readonly string[]): SQL =>
  sql`${column} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;

/**
 * What is true of persons, groups and units, and stays true until the transaction ends: each kind is held (shared) in the order of
 * its ids, groups first, as everywhere. @returns a look-up; undefined where one of the three does not exist.
 */
export async function lockJoinFacts(
  tx: Tx,
  wanted: readonly JoinParties[],
): Promise<(one: JoinParties) => JoinFacts | undefined> {
  if (!wanted.length) return () => undefined;
  const groupIds = distinct(wanted.map(({ groupId }) => groupId));
  const personIds = distinct(wanted.map(({ personId }) => personId));
  const unitIds = distinct(wanted.map(({ unitId }) => unitId));
  await tx
    .select({ id: groups.id })
    .from(groups)
    .where(among(groups.id, groupIds))
    .orderBy(asc(groups.id))
    .for('share');
  await tx
    .select({ id: people.id })
    .from(people)
    .where(among(people.id, personIds))
    .orderBy(asc(people.id))
    .for('share');
  await tx
    .select({ id: units.id })
    .from(units)
    .where(among(units.id, unitIds))
    .orderBy(asc(units.id))
    .for('share');
  const rows = await tx
    .select({
      personId: people.id,
      groupId: groups.id,
      unitId: units.id,
      personName: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
      unitName: units.name,
      unitShortName: units.shortName,
      unitArchived: sql<boolean>`${units.archivedAt} is not null`,
      belongs: belongsTo({ id: sql`${people.id}`, unitId: sql`${people.unitId}` }, sql`${units.id}`),
      groupName: groups.name,
      groupArchived: sql<boolean>`${groups.archivedAt} is not null`,
    })
    .from(rowsOf(wanted))
    .innerJoin(people, eq(people.id, sql`wanted.person_id`))
    .innerJoin(groups, eq(groups.id, sql`wanted.group_id`))
    .innerJoin(units, and(eq(units.id, sql`wanted.unit_id`)));
  const key = ({ personId, groupId, unitId }: JoinParties) => `${personId} ${groupId} ${unitId}`;
  const byKey = new Map(rows.map((row) => [key(row), row]));
  return (one) => byKey.get(key(one));
}

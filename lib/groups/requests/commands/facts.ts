import { eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { inOrder } from '@/db/pipeline';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import { belongsTo } from '../queries/standing';
import type { JoinFacts as RuleFacts } from '../rules';
import { each, hold } from './hold';

/** Who is to join what, for which unit. */
export interface JoinParties {
  personId: string;
  groupId: string;
  unitId: string;
}

export interface JoinFacts extends RuleFacts {
  unitShortName: string;
}

/** Pairs as rows for a FROM, with the names `person_id`, `group_id`, `unit_id`: one parameter, however many there are. */
function rowsOf(wanted: readonly JoinParties[]): SQL {
  const rows = wanted.map(({ personId, groupId, unitId }) => ({
    person_id: personId,
    group_id: groupId,
    unit_id: unitId,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted (person_id uuid, group_id uuid, unit_id uuid)`;
}

/**
 * What is true of persons, groups and units, and stays true until the transaction ends: each kind is held (shared) in the order of
 * its ids, groups first, as everywhere. @returns a look-up; undefined where one of the three does not exist.
 */
export async function lockJoinFacts(
  tx: Tx,
  wanted: readonly JoinParties[],
): Promise<(one: JoinParties) => JoinFacts | undefined> {
  if (!wanted.length) return () => undefined;
  const facts = tx
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
    .innerJoin(units, eq(units.id, sql`wanted.unit_id`));
  const [, , , rows] = await inOrder(
    hold(tx, groups, each(wanted.map(({ groupId }) => groupId))),
    hold(tx, people, each(wanted.map(({ personId }) => personId))),
    hold(tx, units, each(wanted.map(({ unitId }) => unitId))),
    facts,
  );
  const key = ({ personId, groupId, unitId }: JoinParties) => `${personId} ${groupId} ${unitId}`;
  const byKey = new Map(rows.map((row) => [key(row), row]));
  return (one) => byKey.get(key(one));
}

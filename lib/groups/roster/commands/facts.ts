import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { bare } from '../../nickname/bare';
import { nicknameOf } from '../../nickname/rules';
import { type KnownPerson, possibleNames, type RosterMember } from '../rules/assess';

/** A member as a check needs him; `stored` is the nickname the register has, `to_set` whether it is still to be confirmed. */
export interface HeldMember extends RosterMember {
  stored: string;
  toSet: boolean;
}

/** The nickname somebody should have: as it is stored while that says the same, whatever separator it was made with. */
function expected(stored: string, unit: string, name: string, separator: string): string {
  const fresh = nicknameOf(unit, name, separator);
  return bare(stored) === bare(fresh) ? stored : fresh;
}

/** The members of a group by the register, locked in the order of their ids. */
export async function holdMembers(tx: Tx, groupId: string, separator: string): Promise<HeldMember[]> {
  const rows = await tx
    .select({
      membershipId: memberships.id,
      personId: people.id,
      personName: people.name,
      unitShortName: units.shortName,
      stored: memberships.nickname,
      state: memberships.nicknameState,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(and(eq(memberships.groupId, groupId), isNull(memberships.until)))
    .orderBy(asc(memberships.id))
    .for('update', { of: memberships });
  return rows.map(({ state, ...row }) => ({
    ...row,
    nickname: expected(row.stored, row.unitShortName, row.personName, separator),
    toSet: state === 'to_set',
  }));
}

/** Short names of all units, by which a nickname is seen to claim another one. */
export async function unitShortNames(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ shortName: units.shortName }).from(units).where(isNull(units.archivedAt));
  return rows.map(({ shortName }) => shortName);
}

/** People on file, not of the group, whose name one of the nicknames holds. One statement, whatever their number. */
export async function peopleNamed(
  tx: Tx,
  groupId: string,
  nicknames: readonly string[],
  separator: string,
): Promise<KnownPerson[]> {
  if (!nicknames.length) return [];
  const rows = await tx.execute<{ person: string; name: string; unit: string }>(sql`
    select p.id as person, p.name, u.short_name as unit
    from jsonb_array_elements_text(${JSON.stringify(possibleNames(nicknames))}::jsonb) as given(name)
    join people p on p.name = given.name and p.departed_at is null
    join units u on u.id = p.unit_id
    where not exists (
      select 1 from memberships m where m.group_id = ${groupId} and m.person_id = p.id and m.until is null)
    order by p.id limit 5000`);
  return rows.map(({ person, name, unit }) => ({
    personId: person,
    personName: name,
    unitShortName: unit,
    nickname: nicknameOf(unit, name, separator),
  }));
}

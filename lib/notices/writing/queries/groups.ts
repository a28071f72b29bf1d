import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { db, type Reader } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { type UnitKind, units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { mostGroups } from '../../rules/checks';

/** A group one may write to, with how many people are in it. */
export interface TargetGroup {
  id: string;
  name: string;
  platform: Platform;
  unitName: string;
  unitKind: UnitKind;
  /** Pinyin and initials of its name, to be found by. */
  spelled: string;
  people: number;
}

/** SQL: groups in use that the actor may write to. */
function writable(actor: Actor): SQL | undefined {
  const scope = scopeOf(actor, 'notices.write');
  return and(isNull(groups.archivedAt), scope.all ? undefined : inArray(groups.id, scope.groupIds));
}

/** Those of the groups that the actor may write to now. */
export async function writableAmong(on: Reader, actor: Actor, ids: readonly string[]) {
  if (!ids.length) return [];
  return on
    .select({ groupId: groups.id, name: groups.name, platform: groups.platform })
    .from(groups)
    .where(and(inArray(groups.id, [...ids]), writable(actor)))
    .orderBy(asc(groups.name), asc(groups.id));
}

/** More groups than a street has: the form searches among those it was given, so it is given all of them. */
const mostOffered = 2_000;

const present = sql<number>`(select count(*)::int from memberships m where m.group_id = ${groups.id} and m.until is null)`;

function readTargets(where: SQL | undefined, most: number): Promise<TargetGroup[]> {
  return db()
    .select({
      id: groups.id,
      name: groups.name,
      platform: groups.platform,
      unitName: units.name,
      unitKind: units.kind,
      spelled: sql<string>`${groups.pinyin} || ' ' || ${groups.initials}`,
      people: present,
    })
    .from(groups)
    .innerJoin(units, eq(units.id, groups.ownerUnitId))
    .where(where)
    .orderBy(asc(groups.pinyin), asc(groups.id))
    .limit(most);
}

/** All groups the actor may write to, to choose from; or the first few. */
export async function targetsToChoose(actor: Actor, most = mostOffered): Promise<TargetGroup[]> {
  const scope = scopeOf(actor, 'notices.write');
  if (!(scope.all || scope.groupIds.length)) return [];
  return readTargets(writable(actor), most);
}

/** Groups already chosen, as the form shows them; one that may not be written to any more is left out. */
export async function targetsChosen(actor: Actor, ids: readonly string[]): Promise<TargetGroup[]> {
  if (!ids.length) return [];
  return readTargets(and(inArray(groups.id, [...ids]), writable(actor)), mostGroups);
}

import { and, asc, eq, gte, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { people, roleAssignments, secondaryPostings } from '@/db/schema/identity';
import { importRows } from '@/db/schema/imports';
import { units } from '@/db/schema/units';
import { now } from '@/lib/core/clock';
import { lookupHashes } from '@/lib/core/crypto';
import { officeDay } from '@/lib/core/time';
import { within } from '@/lib/identity/roles/queries/period';
import type { PersonLine } from '../rules/lines';
import type { KnownPerson, PeopleFacts } from '../rules/people';
import type { UnitOnFile } from '../rules/units';

/** More than a street can have. */
const mostUnits = 1_000;
/** More people than the sheets' rows can speak of would be a fault of ours. */
const mostPeople = 50_000;

export interface Looking {
  /** Locks what is read until the transaction ends: people against changes, units against being archived. */
  hold: boolean;
  /** The import under way, whose rows written so far do not speak against the others. */
  batchId?: string;
}

async function allUnits(on: Reader, { hold }: Looking) {
  const query = on
    .select({
      id: units.id,
      name: units.name,
      shortName: units.shortName,
      kind: units.kind,
      sort: units.sort,
      archivedAt: units.archivedAt,
    })
    .from(units)
    .orderBy(asc(units.id))
    .limit(mostUnits);
  return hold ? query.for('share') : query;
}

/** Units in use, as a sheet of units is judged by. */
export async function unitsOnFile(on: Reader, looking: Looking): Promise<UnitOnFile[]> {
  const rows = await allUnits(on, looking);
  return rows
    .filter(({ archivedAt }) => !archivedAt)
    .map(({ id, name, shortName, kind, sort }) => ({ id, name, shortName, kind, sort }));
}

/** Everybody with one of the phones, and everybody in post with one of the names. */
async function peopleLike(
  on: Reader,
  { hashes, names }: { hashes: string[]; names: string[] },
  { hold }: Looking,
): Promise<KnownPerson[]> {
  const like: (SQL | undefined)[] = [
    hashes.length ? inArray(people.phoneHash, hashes) : undefined,
    names.length ? and(inArray(people.name, names), isNull(people.departedAt)) : undefined,
  ].filter(Boolean);
  if (!like.length) return [];
  const query = on
    .select({
      id: people.id,
      name: people.name,
      unitId: people.unitId,
      unitName: units.name,
      duty: people.duty,
      affiliated: people.affiliated,
      phoneHash: people.phoneHash,
      phoneMasked: people.phoneMasked,
      departedAt: people.departedAt,
    })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(or(...like))
    .orderBy(asc(people.id))
    .limit(mostPeople);
  const rows = await (hold ? query.for('update', { of: people }) : query);
  return rows.map(({ departedAt, ...person }) => ({ ...person, departed: departedAt !== null }));
}

async function headsAmong(on: Reader, ids: string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await on
    .select({ personId: roleAssignments.personId, unitId: roleAssignments.unitId })
    .from(roleAssignments)
    .where(
      and(
        inArray(roleAssignments.personId, ids),
        eq(roleAssignments.role, 'unit_head'),
        within(roleAssignments, { startsAt: now(), endsAt: null }),
      ),
    );
  return new Set(rows.map(({ personId, unitId }) => `${personId} ${unitId}`));
}

/** Postings that have not ended, also those to come: there is one per person, unit and day. */
async function postingsOf(on: Reader, ids: string[]): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  if (!ids.length) return found;
  const rows = await on
    .select({ personId: secondaryPostings.personId, unitId: secondaryPostings.unitId })
    .from(secondaryPostings)
    .where(
      and(
        inArray(secondaryPostings.personId, ids),
        or(isNull(secondaryPostings.endsOn), gte(secondaryPostings.endsOn, officeDay(now()))),
      ),
    );
  for (const { personId, unitId } of rows) {
    const posted = found.get(personId);
    if (posted) posted.add(unitId);
    else found.set(personId, new Set([unitId]));
  }
  return found;
}

async function settledBy(on: Reader, batchId: string | undefined): Promise<Set<string>> {
  if (!batchId) return new Set();
  const rows = await on
    .select({ id: importRows.entityId })
    .from(importRows)
    .where(and(eq(importRows.batchId, batchId), eq(importRows.outcome, 'done')));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

/** What is on file about whoever these rows may speak of: at most five statements, however many rows there are. */
export async function peopleFacts(
  on: Reader,
  lines: readonly PersonLine[],
  looking: Looking,
): Promise<PeopleFacts> {
  const phones = [...new Set(lines.flatMap(({ phone }) => phone || []))];
  const hashesOf = new Map(phones.map((phone) => [phone, lookupHashes(phone)] as const));
  const names = [...new Set(lines.flatMap(({ name }) => name ?? []))];
  const everyUnit = await allUnits(on, looking);
  const known = await peopleLike(on, { hashes: [...hashesOf.values()].flat(), names }, looking);
  const ids = known.filter(({ departed }) => !departed).map(({ id }) => id);
  const [heads, postings, settled] = await Promise.all([
    headsAmong(on, ids),
    postingsOf(on, ids),
    settledBy(on, looking.batchId),
  ]);
  return {
    units: everyUnit.filter(({ archivedAt }) => !archivedAt),
    archivedUnits: everyUnit.filter(({ archivedAt }) => archivedAt).map(({ name }) => name),
    hashesOf,
    people: known,
    settled,
    heads,
    postings,
  };
}

import { and, asc, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people, secondaryPostings } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { lookupHashes } from '@/lib/core/crypto';
import { officeDay } from '@/lib/core/time';
import { mapInTurns } from '@/lib/core/turns';
import { postedOn } from '@/lib/identity/people/queries/scope';
import type { Asked, JudgedPerson, JudgedUnit, PeopleFacts } from '../rules/judge';

/** More than a street can have. */
const mostUnits = 1_000;
const mostPeople = 50_000;

/** `column in (…)` for thousands of texts, as one parameter. */
const among = (column: AnyPgColumn | SQL, texts: readonly string[]): SQL =>
  sql`${column} in (select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;

const distinct = (texts: readonly string[]): string[] => [...new Set(texts.filter(Boolean))];

/** Every unit, in use or not. */
export async function allUnits(on: Reader): Promise<(JudgedUnit & { archived: boolean })[]> {
  return on
    .select({
      id: units.id,
      name: units.name,
      shortName: units.shortName,
      archived: sql<boolean>`${units.archivedAt} is not null`,
    })
    .from(units)
    .orderBy(asc(units.sort), asc(units.id))
    .limit(mostUnits);
}

/** Everybody who was picked, has one of the phones, or is in post under one of the names. */
async function peopleLike(on: Reader, asked: Asked, hashes: string[]) {
  const like: (SQL | undefined)[] = [
    asked.ids.length ? among(sql`${people.id}::text`, asked.ids) : undefined,
    hashes.length ? among(people.phoneHash, hashes) : undefined,
    asked.names.length ? and(among(people.name, asked.names), isNull(people.departedAt)) : undefined,
  ].filter(Boolean);
  if (!like.length) return [];
  return on
    .select({
      id: people.id,
      name: people.name,
      unitId: people.unitId,
      duty: people.duty,
      phoneHash: people.phoneHash,
      phoneMasked: people.phoneMasked,
      departed: sql<boolean>`${people.departedAt} is not null`,
    })
    .from(people)
    .where(or(...like))
    .orderBy(asc(people.id))
    .limit(mostPeople);
}

async function postingsOf(on: Reader, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (!ids.length) return found;
  const rows = await on
    .select({ personId: secondaryPostings.personId, unitId: secondaryPostings.unitId })
    .from(secondaryPostings)
    .where(and(among(sql`${secondaryPostings.personId}::text`, ids), postedOn(officeDay(now()))));
  for (const { personId, unitId } of rows) found.set(personId, [...(found.get(personId) ?? []), unitId]);
  return found;
}

/** What is on file about whoever rows may speak of: three statements, however many rows there are. */
export async function peopleFacts(on: Reader, actor: Actor, asked: Asked): Promise<PeopleFacts> {
  const phones = distinct(asked.phones);
  const hashes = await mapInTurns(phones, (phone) => [phone, lookupHashes(phone)] as const);
  const everyUnit = await allUnits(on);
  const found = await peopleLike(
    on,
    { ids: distinct(asked.ids), names: distinct(asked.names), phones },
    hashes.flatMap(([, all]) => all),
  );
  const postings = await postingsOf(
    on,
    found.map(({ id }) => id),
  );
  const nameOf = new Map(everyUnit.map(({ id, name }) => [id, name]));
  const scope = scopeOf(actor, 'membership.submit');
  return {
    units: everyUnit.filter(({ archived }) => !archived),
    archivedUnits: everyUnit.filter(({ archived }) => archived).map(({ name }) => name),
    hashesOf: new Map(hashes),
    people: found.map(
      (person): JudgedPerson => ({
        ...person,
        unitName: nameOf.get(person.unitId) ?? '',
        postedUnitIds: postings.get(person.id) ?? [],
      }),
    ),
    scope: { all: scope.all, unitIds: [...new Set(scope.unitIds)] },
  };
}

/** Groups in use among these, by id. One statement. */
export async function groupsInUse(on: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const rows = await on
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(inArray(groups.id, [...ids]), isNull(groups.archivedAt)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

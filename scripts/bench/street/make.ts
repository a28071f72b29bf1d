import type postgres from 'postgres';
import { foundStreet } from './founding';
import { enterMemberships } from './memberships';
import { continueNumbers, planRequests } from './plan';
import { enterHistory } from './rows';
import type { StreetSize } from './size';

/**
 * Fills an empty, migrated database with a street of this size as it would stand at a moment: everything the product's own commands
 * leave behind, by a few statements of bounded size. Obeys every constraint and db/testing/invariants.ts. `on` must be one connection:
 * the plan lives in its temporary tables, which are gone afterwards.
 */
export async function makeStreet(on: postgres.Sql, size: StreetSize, at: Date): Promise<void> {
  await foundStreet(on, size, at);
  await planRequests(on, size, at);
  await enterHistory(on, size, at);
  await enterMemberships(on, size, at);
  await continueNumbers(on);
  await on`drop table bench_person, bench_group, bench_request, bench_order`;
}

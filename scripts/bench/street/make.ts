import type postgres from 'postgres';
import { inBulk } from './bulk';
import { foundStreet } from './founding';
import { enterMemberships } from './memberships';
import { enterOutlines } from './notices/outlines';
import { planNotices } from './notices/plan';
import { enterReceipts } from './notices/receipts';
import { enterNotices, enterPosts } from './notices/rows';
import { enterNoticeTrail } from './notices/trail';
import { continueNumbers, planRequests } from './plan';
import { enterHistory } from './rows';
import type { StreetSize } from './size';

/** What notices come in with, by the hundred thousand and the million. */
const noticeTables = ['notices', 'notice_targets', 'deliveries', 'notice_steps', 'notice_receipts'];

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
  await inBulk(on, noticeTables, async () => {
    await planNotices(on, size, at);
    await enterNotices(on, at);
    await enterOutlines(on, at);
    await enterPosts(on);
    await enterNoticeTrail(on, size);
    await enterReceipts(on, size, at);
  });
  await continueNumbers(on);
  await on`drop table bench_person, bench_group, bench_request, bench_order, bench_author, bench_notice, bench_target, bench_step, bench_post`;
}

import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { beforeAll, expect, it } from 'vitest';
import { db } from '@/db/client';
import { takeNumbers } from '@/db/numbers';
import { noticeStatuses } from '@/db/schema/notices';
import { brokenInvariants } from '@/db/testing/invariants';
import { environment } from '@/lib/core/env';
import { measureMembership } from '@/scripts/bench/membership/measure';
import { measureNotices } from '@/scripts/bench/notices/measure';
import { makeStreet } from '@/scripts/bench/street/make';
import type { StreetSize } from '@/scripts/bench/street/size';

const tiny: StreetSize = {
  units: 4,
  people: 60,
  groups: 12,
  memberships: 150,
  requests: 400,
  years: 3,
  waiting: 12,
  underWay: 40,
  notices: 600,
  receipts: 3_000,
};
const at = new Date('2026-11-20T15:00:00+08:00');

/** A street of the benchmark, small: what is measured must be what the product's own commands would have left. */
beforeAll(async () => {
  const client = postgres(environment().DATABASE_URL, { max: 1, onnotice: () => undefined });
  await makeStreet(client, tiny, at);
  await client.end();
});

async function counted(query: ReturnType<typeof sql>): Promise<Record<string, number>> {
  const rows = await db().execute<{ key: string; n: number }>(query);
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
}

it('breaks no rule that the product’s own work keeps', async () => {
  expect(await brokenInvariants(db())).toEqual([]);
});

it('has requests in every state, and the open ones that were asked for', async () => {
  const states = await counted(
    sql`select status as key, count(*)::int as n from membership_requests group by status`,
  );
  expect(states).toMatchObject({ submitted: tiny.waiting, approved: tiny.underWay });
  expect(Object.keys(states)).toEqual(expect.arrayContaining(['done', 'rejected', 'withdrawn']));
  const orders = await counted(
    sql`select status as key, count(*)::int as n from work_orders group by status`,
  );
  expect(Object.keys(orders)).toEqual(expect.arrayContaining(['open', 'done', 'failed', 'cancelled']));
});

it('has the members that were asked for, and ended memberships beside them', async () => {
  const found = await counted(
    sql`select case when until is null then 'present' else 'ended' end as key, count(*)::int as n from memberships group by 1`,
  );
  expect(found.present).toBe(tiny.memberships);
  expect(found.ended).toBeGreaterThan(0);
});

it('has notices in every state with their receipts, and a twentieth of them waiting', async () => {
  const states = await counted(sql`select status as key, count(*)::int as n from notices group by status`);
  expect(Object.keys(states).toSorted()).toEqual(noticeStatuses.toSorted());
  expect(states.in_review).toBe(tiny.notices / 20);
  const [receipts] = await db().execute<{ n: number }>(sql`select count(*)::int as n from notice_receipts`);
  // Nobody is asked to read what he wrote.
  expect(receipts?.n).toBeGreaterThan(tiny.receipts * 0.9);
});

it('leaves the series of numbers where they go on', async () => {
  const [next = ''] = await db().transaction((tx) => takeNumbers(tx, 'RQ', 1));
  const [last] = await db().execute<{ number: string }>(
    sql`select number from membership_requests where number like ${`${next.slice(0, 8)}%`} order by number desc limit 1`,
  );
  expect(Number(next.slice(8))).toBe(Number(last?.number.slice(8) ?? 0) + 1);
});

it('can do on it what is measured of lists, forms and decisions of many', async () => {
  const figures = await measureMembership({ roster: 40, people: 4, groups: 1, decided: 3, alone: 2 });
  const rows = Object.fromEntries(Object.entries(figures).map(([name, { rows: count }]) => [name, count]));
  expect(rows).toEqual({
    shortRoster: 4,
    roster: 40,
    submit: 4,
    submitAlone: 1,
    decide: 3,
    decideAlone: 1,
  });
  const asked = await counted(
    sql`select status as key, count(*)::int as n from membership_requests where reason = '新到岗' group by status`,
  );
  const [check] = await db().execute<{ n: number }>(sql`select max(listed) as n from roster_checks`);
  expect([asked, check?.n]).toEqual([{ submitted: 1, approved: 5 }, 40]);
});

it('can do on it what is measured of publishing and acknowledging', async () => {
  const { published, acknowledged } = await measureNotices({ groups: 3, people: 20, acknowledgements: 9 });
  expect(published).toMatchObject({ groups: 3, people: 60 });
  expect([acknowledged.together.perSecond > 0, acknowledged.alone.perSecond > 0]).toEqual([true, true]);
  const [receipts] = await db().execute<{ n: number }>(
    sql`select count(*)::int as n from notice_receipts where reply = '收到'`,
  );
  expect(receipts?.n).toBe(9);
});

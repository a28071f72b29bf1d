import { eq, type SQL, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { db, type Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { done, joinOf, requestRow, submitted } from '@/db/testing/joining';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Result } from '@/lib/core/errors';
import { decideRequest } from './commands/decide';
import { submitJoin } from './commands/submit';

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
});

/** A row as a table's name and its id. */
type Place = [table: typeof groups | typeof people | typeof units | typeof membershipRequests, id: string];

/** Whether anybody could change the row at this moment. */
async function isFree([table, id]: Place): Promise<boolean> {
  const rows = await db().execute(sql`select 1 from ${table} where id = ${id} for update skip locked`);
  return rows.length === 1;
}

const waiting: SQL = sql`
  select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/** Holds one of the rows, has the act run into it, and tells which of the rows the act holds by then. */
async function heldBefore(
  blocked: Place,
  all: readonly Place[],
  act: () => Promise<Result<unknown>>,
): Promise<boolean[]> {
  const { held, acting } = await db().transaction(async (tx: Tx) => {
    await tx.execute(sql`select 1 from ${blocked[0]} where id = ${blocked[1]} for update`);
    const started = act();
    await vi.waitFor(async () => expect(await db().execute(waiting)).toHaveLength(1), { timeout: 20_000 });
    const free = await Promise.all(all.map(isFree));
    return { held: free.map((is) => !is), acting: { started } };
  });
  done(await acting.started);
  return held;
}

describe('the order of locks', () => {
  it.each([0, 1, 2])(
    'a decision takes group, person, request: before number %i only what is before it',
    async (n) => {
      const request = await submitted(s);
      const all: Place[] = [
        [groups, request.groupId],
        [people, request.personId],
        [membershipRequests, request.id],
      ];
      const blocked = all[n] ?? all[0];
      if (!blocked) throw new Error('no row');
      const act = () => decideRequest(s.office, { id: request.id, version: 1, decision: 'approve' });
      expect(await heldBefore(blocked, all, act)).toEqual(all.map((_, i) => i <= n));
      expect((await requestRow(request.id)).status).toBe('approved');
    },
  );

  it.each([0, 1, 2])(
    'a submission takes group, person, unit: before number %i only what is before it',
    async (n) => {
      const person = await makePerson('王五', s.units.heping);
      const all: Place[] = [
        [groups, s.groups.heping.id],
        [people, person.id],
        [units, s.units.heping.id],
      ];
      const blocked = all[n] ?? all[0];
      if (!blocked) throw new Error('no row');
      const held = await heldBefore(blocked, all, () => submitJoin(s.headHeping, joinOf(s, person.id)));
      expect(held).toEqual(all.map((_, i) => i <= n));
      const filed = await db()
        .select()
        .from(membershipRequests)
        .where(eq(membershipRequests.personId, person.id));
      expect(filed).toHaveLength(1);
    },
  );
});

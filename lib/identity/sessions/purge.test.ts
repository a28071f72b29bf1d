import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { rateLimits, sessions } from '@/db/schema/identity';
import { giveAccount, signedIn, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { purgeSessions } from './commands/purge';

const start = new Date('2026-11-23T02:10:00+08:00');
const days = (count: number) => vi.setSystemTime(start.getTime() + count * 86_400_000);
const purge = () => purgeSessions(systemActor('sessions.purge'), {});

let street: TestStreet;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  await emptyStreet();
  street = await makeStreet();
  await giveAccount(street.member, 'heping.liu');
});

afterEach(() => {
  vi.useRealTimers();
});

it('forgets sessions 90 days after they ran out, and no earlier', async () => {
  await signedIn('heping.liu');
  days(90);
  expect(await purge()).toEqual({ ok: true, value: 0 });
  days(91);
  expect(await purge()).toEqual({ ok: true, value: 1 });
  expect(await db().select().from(sessions)).toEqual([]);
});

it('keeps counters of failed attempts as long as they count', async () => {
  await trySignIn('heping.liu', 'guess');
  await purge();
  expect(await db().select().from(rateLimits)).toHaveLength(3);
  days(1);
  await purge();
  expect(await db().select().from(rateLimits)).toEqual([]);
});

it('is the system’s own work', async () => {
  expect(await purgeSessions(street.sysadmin, {})).toMatchObject({ refusal: { code: 'forbidden' } });
});

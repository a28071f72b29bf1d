import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { giveAccount, signedIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet } from '@/db/testing/street';
import { randomToken } from '@/lib/core/crypto';
import { endSessionsOf } from './commands/end';
import { endedSession } from './queries';

const start = new Date('2026-11-23T09:00:00+08:00');
const later = (minutes: number) => vi.setSystemTime(start.getTime() + minutes * 60_000);

let accountId: string;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  await emptyStreet();
  accountId = await giveAccount((await makeStreet()).member, 'heping.liu');
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells whoever holds its secret how a session ended, and nothing of others', async () => {
  const { secret } = await signedIn('heping.liu');
  later(31);
  expect(await endedSession(secret)).toMatchObject({ how: 'idle', idleMinutes: 30 });
  expect(await endedSession(randomToken())).toBeNull();
});

it('tells that a session was ended elsewhere, not by whom or why', async () => {
  const { secret } = await signedIn('heping.liu');
  await db().transaction((tx) => endSessionsOf(tx, { accountId, reason: '系统管理员结束：手机遗失' }));
  const end = await endedSession(secret);
  expect(end).toMatchObject({ how: 'ended' });
  expect(JSON.stringify(end)).not.toContain('手机');
});

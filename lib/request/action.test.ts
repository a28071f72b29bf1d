import { randomInt } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { anonymousActor } from '@/lib/access/actor';
import { strangersMost } from '@/lib/audit/strangers';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { log } from '@/lib/core/log';
import { command } from '@/lib/workflow/command';
import { action } from './action';
import { currentActor } from './viewer';

const head = new Headers();
vi.mock('next/headers', () => ({ headers: async () => head }));
vi.mock('next/cache', () => ({ refresh: () => undefined }));
vi.mock('./viewer', () => ({ currentActor: vi.fn() }));

let s: TestStreet;
let name: string;
let address: string;

beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
});

beforeEach(() => {
  // The trail and the counters outlive a test: each has a command and an address of its own.
  name = `test.${newId()}`;
  address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  head.set('host', 'office:3000');
  head.set('origin', 'http://office:3000');
  head.set('x-qunxu-address', address);
  vi.mocked(currentActor).mockResolvedValue(anonymousActor(address));
});

const call = (times = 1) => {
  const act = action(
    z.object({}),
    command<object, string>({ name }, async () => 'done'),
  );
  return Promise.all(Array.from({ length: times }, () => act({})));
};
const kept = () =>
  db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, name), eq(auditEvents.outcome, 'refused')))
    .orderBy(auditEvents.id);

describe('an action', () => {
  it('is done for who is signed in', async () => {
    vi.mocked(currentActor).mockResolvedValue(s.office);
    expect(await call()).toEqual([{ ok: true, value: 'done' }]);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['a new password', 'password'],
    ['a second factor', 'second_factor'],
  ] as const)('is refused before %s is set, and that is recorded', async (_what, mustFirst) => {
    vi.mocked(currentActor).mockResolvedValue({ ...s.office, mustFirst });
    expect(await call()).toMatchObject([{ refusal: { code: 'session' } }]);
    expect(await kept()).toMatchObject([{ code: 'session', actorId: s.office.personId }]);
  });

  it.each([
    ['without a session', 'session', 'http://office:3000'],
    ['from another site', 'forbidden', 'http://elsewhere'],
  ])(
    '%s is refused every time and recorded so often, and the log has the rest',
    async (_how, code, origin) => {
      const warnings = vi.spyOn(log, 'warn').mockImplementation(() => undefined);
      warnings.mockClear();
      head.set('origin', origin);
      const answers = await call(strangersMost + 3);
      expect(answers.every((answer) => !answer.ok && answer.refusal.code === code)).toBe(true);
      const rows = await kept();
      expect(rows).toHaveLength(strangersMost);
      expect(rows.filter(({ reason }) => reason?.includes('不再逐条记录'))).toHaveLength(1);
      expect(warnings.mock.calls).toEqual(
        Array(3).fill([{ action: name, refused: code, address }, 'refusal not recorded']),
      );
    },
  );

  it.each([
    ['limited', strangersMost],
    ['invalid', strangersMost + 3],
  ] as const)(
    'open to strangers, refused as %s, leaves %i records of so many and 3 more',
    async (code, left) => {
      vi.spyOn(log, 'warn').mockImplementation(() => undefined);
      const refusing = command<object, never>({ name }, async () => refuse(code, '不可以'));
      const act = action(z.object({}), refusing, { open: true });
      await Promise.all(Array.from({ length: strangersMost + 3 }, () => act({})));
      expect(await kept()).toHaveLength(left);
    },
  );
});

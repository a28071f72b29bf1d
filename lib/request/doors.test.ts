import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { GET as readFile } from '@/app/api/files/[id]/route';
import { POST as sendFile } from '@/app/api/files/route';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { accounts } from '@/db/schema/identity';
import { giveAccount, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { giveFactor } from '@/db/testing/factor';
import { useSetting } from '@/db/testing/setting';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { newId } from '@/lib/core/id';
import { exportList } from '@/lib/export/run';
import { command } from '@/lib/workflow/command';
import { action } from './action';
import { options } from './options';
import { sessionSecret } from './session-token';
import { currentActor, pageActor, requireActor } from './viewer';

const head = new Headers({
  host: 'office:3000',
  origin: 'http://office:3000',
  'x-qunxu-address': '10.0.0.7',
  'x-qunxu-path': '/membership?q=li',
});
vi.mock('next/headers', () => ({ headers: async () => head }));
vi.mock('next/cache', () => ({ refresh: () => undefined }));
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`);
  },
}));
vi.mock('./session-token', () => ({ sessionSecret: vi.fn() }));

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

/** What the cookie of a browser holds after the first form. */
async function cookieOf(username: string): Promise<void> {
  const entered = await trySignIn(username, testPassword);
  vi.mocked(sessionSecret).mockResolvedValue(entered.ok ? entered.value.secret : null);
}

/** Sessions that are not open yet, with where their pages lead. */
const kinds = {
  'awaits the second step': {
    path: '/second-factor?next=%2Fmembership%3Fq%3Dli',
    make: async () => {
      await giveFactor(await giveAccount(street.office, 'office'));
      await cookieOf('office');
    },
  },
  'must set up a second factor': {
    path: '/second-factor/enrol?next=%2Fmembership%3Fq%3Dli',
    make: async () => {
      await useSetting('signin.second_factor', 'office_admin');
      await giveAccount(street.office, 'office');
      await cookieOf('office');
    },
  },
  'must set a new password': {
    path: '/password?next=%2Fmembership%3Fq%3Dli',
    make: async () => {
      await giveAccount(street.office, 'office');
      await cookieOf('office');
      await db().update(accounts).set({ mustChangePassword: true });
    },
  },
} as const;

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('a session that %s', (kind) => {
  beforeEach(() => kinds[kind].make());

  it('is led from every page to that', async () => {
    await expect(requireActor()).rejects.toThrow(`to ${kinds[kind].path}`);
    await expect(pageActor('membership.decide')).rejects.toThrow(`to ${kinds[kind].path}`);
  });

  it('may give no command', async () => {
    const done = vi.fn(async () => null);
    const act = action(z.object({}), command<object, null>({ name: 'test.act' }, done));
    expect(await act({})).toMatchObject({ ok: false, refusal: { code: 'session' } });
    expect(done).not.toHaveBeenCalled();
  });

  it('is answered by no picker', async () => {
    const read = vi.fn(async () => ({ options: [] }));
    const answer = await options(read)(new Request('http://office:3000/api/options/colleagues?q=li'));
    expect(answer.status).toBe(401);
    expect(read).not.toHaveBeenCalled();
  });

  it('exports nothing', async () => {
    const outcome = await exportList(await currentActor(), 'groups', {});
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'session' } });
  });

  it('sends no file and is given none', async () => {
    const refused = and(eq(auditEvents.action, 'file.upload'), eq(auditEvents.outcome, 'refused'));
    const refusals = () => db().$count(auditEvents, refused);
    const before = await refusals();
    const headers = { ...Object.fromEntries(head), 'x-file-name': 'a.pdf' };
    const sent = await sendFile(
      new Request('http://office:3000/api/files', { method: 'POST', headers, body: '%PDF-1.4' }),
    );
    expect(sent.status).toBe(401);
    expect(await refusals()).toBe(before + 1);
    const context = { params: Promise.resolve({ id: newId() }) };
    expect((await readFile(new Request('http://office:3000/'), context)).status).toBe(404);
  });
});

describe('the doors', () => {
  it('are open to a session with nothing left to do', async () => {
    await giveAccount(street.office, 'office');
    await cookieOf('office');
    expect(await requireActor()).toMatchObject({ name: '周敏', mustFirst: null });
    const act = action(
      z.object({}),
      command<object, string>({ name: 'test.act' }, async () => 'done'),
    );
    expect(await act({})).toEqual({ ok: true, value: 'done' });
  });
});

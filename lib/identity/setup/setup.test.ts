import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { accounts, people, setupTokens } from '@/db/schema/identity';
import { street, units } from '@/db/schema/units';
import { trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { anonymousActor, holds } from '@/lib/access/actor';
import { setFirstPassword } from '../accounts/commands/own';
import { actorOfSession } from '../queries/actor';
import { issueSetupToken, setUpStreet } from './commands';
import { setupInput } from './input';
import { demonstrationAccounts, theStreet } from './queries';

const nobody = anonymousActor('10.0.0.7');
const password = '白日依山尽-黄河入海流';
const chosen = '欲穷千里目-更上一层楼';
const form = {
  streetName: '春风街道',
  officeName: '党政办公室',
  officeShortName: '党政办',
  adminName: '郑伟',
  adminUsername: 'sysadmin',
  password,
  confirm: password,
  officeAdminName: '周敏',
  officeAdminUsername: 'office',
};

async function token(): Promise<string> {
  const issued = await issueSetupToken();
  if (!issued) throw new Error('no token');
  return issued;
}

async function enter(username: string, secret: string) {
  const result = await trySignIn(username, secret);
  return result.ok ? actorOfSession(result.value.secret, null) : null;
}

beforeEach(() => emptyStreet());

describe('the console’s token', () => {
  it('is kept as a hash, and only the latest counts', async () => {
    const [first, second] = [await token(), await token()];
    const kept = JSON.stringify(await db().select().from(setupTokens));
    expect(kept).not.toContain(second);
    expect(await setUpStreet(nobody, { ...form, token: first })).toMatchObject({
      refusal: { code: 'forbidden', fields: { token: expect.stringContaining('口令不正确') } },
    });
    expect(await setUpStreet(nobody, { ...form, token: second })).toMatchObject({ ok: true });
  });

  it('is not given once there is a street', async () => {
    await setUpStreet(nobody, { ...form, token: await token() });
    expect(await issueSetupToken()).toBeNull();
  });

  it('opens nothing when none was issued', async () => {
    expect(await setUpStreet(nobody, { ...form, token: 'guess' })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });
});

describe('setting up', () => {
  it('makes the street, its Office, and two people who cannot do each other’s work', async () => {
    const result = await setUpStreet(nobody, { ...form, token: await token() });
    expect(await theStreet()).toEqual({ name: '春风街道', demonstration: false });
    expect(await db().select().from(units)).toMatchObject([{ name: '党政办公室', kind: 'office' }]);
    const sysadmin = await enter('sysadmin', password);
    expect(sysadmin && holds(sysadmin, 'system_admin')).toBe(true);
    expect(sysadmin && holds(sysadmin, 'office_admin')).toBe(false);
    const office = result.ok && result.value ? await enter('office', result.value.code) : null;
    expect(office).toMatchObject({ name: '周敏', mustFirst: 'password' });
    if (office) await setFirstPassword(office, { password: chosen, confirm: chosen });
    const settled = await enter('office', chosen);
    expect(settled && holds(settled, 'office_admin')).toBe(true);
  });

  it('may leave the Office’s administrator for later', async () => {
    const alone = { ...form, officeAdminName: '', officeAdminUsername: '', token: await token() };
    expect(await setUpStreet(nobody, alone)).toEqual({ ok: true, value: null });
    expect(await db().select().from(people)).toHaveLength(1);
  });

  it('happens once, also when the form is sent twice at the same moment', async () => {
    const input = { ...form, token: await token() };
    const results = await Promise.all([setUpStreet(nobody, input), setUpStreet(nobody, input)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ refusal: { code: 'conflict' } });
    expect(await db().select().from(accounts)).toHaveLength(2);
  });

  it('keeps nothing when the password is refused, not even the token’s use', async () => {
    const input = { ...form, password: '春风街道-系统管理员甲', token: await token() };
    expect(await setUpStreet(nobody, input)).toMatchObject({
      refusal: { fields: { password: expect.stringContaining('不得包含') } },
    });
    expect([await theStreet(), await db().select().from(people)]).toEqual([null, []]);
    expect(await setUpStreet(nobody, { ...input, password })).toMatchObject({ ok: true });
  });

  it('is recorded without secrets', async () => {
    const result = await setUpStreet(nobody, { ...form, token: await token() });
    const records = await db().select().from(auditEvents).where(eq(auditEvents.action, 'setup.street'));
    const done = records.filter((record) => record.outcome === 'done').at(-1);
    expect(done).toMatchObject({ entityLabel: '春风街道', address: '10.0.0.7' });
    const code = result.ok ? (result.value?.code ?? '') : '';
    expect(JSON.stringify(records)).not.toContain(code);
    expect(JSON.stringify(records)).not.toContain(password);
  });

  it.each([
    ['confirm', { confirm: 'another' }],
    ['officeAdminUsername', { officeAdminUsername: '' }],
    ['officeAdminUsername', { officeAdminUsername: 'sysadmin' }],
    ['adminUsername', { adminUsername: '1x' }],
  ])('checks %s in the form', (field, change) => {
    const parsed = setupInput.safeParse({ ...form, token: 'x', ...change });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(field);
  });
});

describe('accounts offered at sign-in', () => {
  it('are none outside the demonstration street', async () => {
    await setUpStreet(nobody, { ...form, token: await token() });
    expect(await demonstrationAccounts(['office', 'sysadmin'])).toEqual([]);
    await db().update(street).set({ demonstration: true });
    expect(await demonstrationAccounts(['sysadmin', 'missing', 'office'])).toMatchObject([
      { username: 'sysadmin', name: '郑伟', roles: ['system_admin'] },
      { username: 'office', unitName: '党政办公室', roles: ['office_admin'] },
    ]);
  });
});

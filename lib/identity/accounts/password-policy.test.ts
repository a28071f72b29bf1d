import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { passwordHistory } from '@/db/schema/factors';
import { accounts } from '@/db/schema/identity';
import { giveAccount, signedIn, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { useSetting } from '@/db/testing/setting';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { actorOfSession } from '../queries/actor';
import { issueCode } from './commands/manage';
import { changePassword, setFirstPassword } from './commands/own';
import { hasPassword, passwordRules } from './queries';

const start = new Date('2026-11-23T09:00:00+08:00');
const days = (count: number) => vi.setSystemTime(start.getTime() + count * 24 * 3_600_000);
const poems = [
  '床前明月光-疑是地上霜',
  '举头望明月-低头思故乡',
  '白日依山尽-黄河入海流',
  '欲穷千里目-更上一层楼',
] as const;

let street: TestStreet;
let accountId: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  await emptyStreet();
  street = await makeStreet();
  accountId = await giveAccount(street.headHeping, 'head.heping');
});

afterEach(() => {
  vi.useRealTimers();
});

/** Changes the password from one to the next; returns what was said against it. */
async function change(current: string, password: string): Promise<string | null> {
  const entered = await trySignIn('head.heping', current);
  const actor = entered.ok ? await actorOfSession(entered.value.secret, null) : null;
  if (!actor) throw new Error(`${current} does not open the account`);
  const result = await changePassword(actor, { current, password, confirm: password, endOthers: false });
  return result.ok ? null : (result.refusal.fields?.password ?? result.refusal.message);
}

const kept = () => db().select().from(passwordHistory).where(eq(passwordHistory.accountId, accountId));

describe('kinds of characters', () => {
  const plain = 'correct horse battery';

  it('do not matter as long as the setting says so', async () => {
    expect(await change(testPassword, plain.replaceAll(' ', ''))).toBeNull();
  });

  it.each([
    ['correcthorsebattery', false],
    ['correct horse battery', false],
    ['Correct horse battery', true],
    ['correct9horse-battery', true],
    ['CORRECT9HORSEbattery', true],
    ['床前明月光疑是地上霜', false],
    ['床前明月光 Moon 24', true],
  ])('by setting, %s is taken: %s', async (password, taken) => {
    await useSetting('signin.password_kinds', 'three');
    expect(await passwordRules()).toMatchObject({ kinds: 'three' });
    const said = await change(testPassword, password);
    expect(said === null).toBe(taken);
    expect(said ?? '至少三种').toContain('至少三种');
  });
});

describe('passwords of before', () => {
  it('are kept nowhere, and may come back, as long as the setting is off', async () => {
    expect(await change(testPassword, poems[0])).toBeNull();
    expect(await change(poems[0], testPassword)).toBeNull();
    expect(await kept()).toEqual([]);
  });

  it('are refused for as many as the setting says, the present one among them', async () => {
    await useSetting('signin.password_history', 3);
    expect(await change(testPassword, poems[0])).toBeNull();
    expect(await change(poems[0], poems[1])).toBeNull();
    expect(await change(poems[1], testPassword)).toContain('以前用过');
    expect(await change(poems[1], poems[1])).toContain('与现密码相同');
    expect(await change(poems[1], poems[2])).toBeNull();
    expect(await change(poems[2], testPassword)).toBeNull();
    expect(await kept()).toHaveLength(3);
  });

  it('are not come back to by way of a slip', async () => {
    await useSetting('signin.password_history', 2);
    const slip = await issueCode(street.sysadmin, {
      personId: street.headHeping.personId ?? '',
      username: '',
    });
    const entered = await trySignIn('head.heping', slip.ok ? slip.value.code : '');
    const actor = entered.ok ? await actorOfSession(entered.value.secret, null) : null;
    if (!actor) throw new Error('the slip does not open the account');
    const again = { password: testPassword, confirm: testPassword };
    expect(await setFirstPassword(actor, again)).toMatchObject({
      refusal: { fields: { password: expect.stringContaining('以前用过') } },
    });
    expect(await setFirstPassword(actor, { password: poems[0], confirm: poems[0] })).toMatchObject({
      ok: true,
    });
  });

  it('are forgotten when the setting is switched off', async () => {
    await useSetting('signin.password_history', 5);
    await change(testPassword, poems[0]);
    expect(await kept()).toHaveLength(1);
    await useSetting('signin.password_history', 0);
    await change(poems[0], poems[1]);
    expect(await kept()).toEqual([]);
  });

  it('stay as they were when two changes come at once: one is done', async () => {
    await useSetting('signin.password_history', 3);
    const sessions = [await signedIn('head.heping'), await signedIn('head.heping')];
    const results = await Promise.all(
      sessions.map(({ actor }, index) => {
        const password = poems[index] ?? '';
        return changePassword(actor, {
          current: testPassword,
          password,
          confirm: password,
          endOthers: false,
        });
      }),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await kept()).toHaveLength(1);
  });
});

describe('the age of a password', () => {
  const enter = async (password: string) => {
    const entered = await trySignIn('head.heping', password);
    return entered.ok ? actorOfSession(entered.value.secret, null) : null;
  };

  it('does not matter as long as the setting is 0', async () => {
    days(3_000);
    expect(await enter(testPassword)).toMatchObject({ mustFirst: null });
  });

  it('counts from when it was chosen, and from the making of the account where that is not known', async () => {
    await useSetting('signin.password_days', 90);
    days(89);
    expect(await enter(testPassword)).toMatchObject({ mustFirst: null });
    expect(await change(testPassword, poems[0])).toBeNull();
    days(89 + 89);
    expect(await enter(poems[0])).toMatchObject({ mustFirst: null });
    days(89 + 90);
    expect(await enter(poems[0])).toMatchObject({ mustFirst: 'password' });
  });

  it('once too old, lets one sign in for nothing but a new one, which needs the old one', async () => {
    await useSetting('signin.password_days', 90);
    days(90);
    const actor = await enter(testPassword);
    if (!actor) throw new Error('the old password does not open the account');
    expect(actor).toMatchObject({ mustFirst: 'password' });
    expect(await hasPassword(actor)).toBe(true);
    expect(await setFirstPassword(actor, { password: poems[0], confirm: poems[0] })).toMatchObject({
      refusal: { code: 'conflict' },
    });
    const same = { current: testPassword, password: testPassword, confirm: testPassword, endOthers: false };
    expect(await changePassword(actor, same)).toMatchObject({ ok: false });
    const renewed = await changePassword(actor, { ...same, password: poems[0], confirm: poems[0] });
    expect(renewed.ok && (await actorOfSession(renewed.value.secret, null))).toMatchObject({
      mustFirst: null,
    });
    const [account] = await db().select().from(accounts).where(eq(accounts.id, accountId));
    expect(account?.passwordSetAt).toEqual(new Date(start.getTime() + 90 * 24 * 3_600_000));
  });
});

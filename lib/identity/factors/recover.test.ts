import { desc, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { giveAccount, signedIn, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { giveFactor } from '@/db/testing/factor';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { actorOfSession } from '../queries/actor';
import { recoverAdministrator } from './commands/recover';

const console = systemActor('cli');
const told = like(notifications.title, '%已在服务器控制台恢复');
let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

describe('a system administrator whom nobody can help', () => {
  it('gets in by the code of the console, not by what he had; those who watch are told', async () => {
    await giveFactor(await giveAccount(street.sysadmin, 'sysadmin'));
    const recovered = await recoverAdministrator(console, { username: 'sysadmin' });
    if (!recovered.ok) throw new Error(recovered.refusal.message);
    expect(await trySignIn('sysadmin', testPassword)).toMatchObject({ refusal: { code: 'invalid' } });
    const entered = await trySignIn('sysadmin', recovered.value.code);
    const actor = entered.ok ? await actorOfSession(entered.value.secret, null) : null;
    expect(actor).toMatchObject({ name: '郑伟', mustFirst: 'password' });
    const heard = await db().select({ personId: notifications.personId }).from(notifications).where(told);
    expect(heard.map(({ personId }) => personId).sort()).toEqual(
      [street.sysadmin.personId, street.auditor.personId].sort(),
    );
    const [record] = await db()
      .select()
      .from(auditEvents)
      .where(like(auditEvents.action, 'account.recover'))
      .orderBy(desc(auditEvents.id));
    expect(record).toMatchObject({ outcome: 'done', actorName: '系统', entityLabel: '郑伟（sysadmin）' });
  });

  it('ends the sessions of before', async () => {
    await giveAccount(street.sysadmin, 'sysadmin');
    const { secret } = await signedIn('sysadmin');
    await recoverAdministrator(console, { username: 'sysadmin' });
    expect(await actorOfSession(secret, null)).toBeNull();
  });

  it.each([
    ['an account that is not there', 'nobody', 'not_found'],
    ['somebody who is no system administrator', 'office', 'rule'],
  ])('refuses %s', async (_case, username, code) => {
    await giveAccount(street.office, 'office');
    expect(await recoverAdministrator(console, { username })).toMatchObject({ refusal: { code } });
    expect(await db().$count(notifications, told)).toBe(0);
  });

  it('is not for people, not even for a system administrator', async () => {
    await giveAccount(street.sysadmin, 'sysadmin');
    expect(await recoverAdministrator(street.sysadmin, { username: 'sysadmin' })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });
});

import { eq, gt, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { passwordHistory, recoveryCodes, secondFactors } from '@/db/schema/factors';
import { auditEvents, notifications } from '@/db/schema/house';
import { accounts, people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { encrypt } from '@/lib/core/crypto';
import { newId } from '@/lib/core/id';
import { sealedPhone } from '@/lib/identity/people/commands/phones';
import { changeSetting } from '@/lib/settings/commands';
import { forgetMessages, minimisePeople, mostMessages } from './commands';
import { applyRetention } from './jobs';
import { yearsBefore } from './rules';

const today = new Date('2026-11-22T02:00:00Z');
const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000);
const system = systemActor('retention.apply');
let s: TestStreet;
let from: number;

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  const [last] = await db().execute<{ id: number }>(
    sql`select coalesce(max(id), 0)::int as id from audit_events`,
  );
  from = last?.id ?? 0;
});

const night = () => withClock(today, () => applyRetention(system));
const recorded = () =>
  db()
    .select({ action: auditEvents.action, label: auditEvents.entityLabel, after: auditEvents.after })
    .from(auditEvents)
    .where(gt(auditEvents.id, from))
    .orderBy(auditEvents.id);

const messages = (count: number, createdAt: Date, readAt: Date | null) =>
  db()
    .insert(notifications)
    .values(
      Array.from({ length: count }, () => ({
        id: newId(),
        personId: s.member.personId ?? '',
        kind: 'system',
        title: '消息',
        href: '/',
        createdAt,
        readAt,
      })),
    );

/** Somebody with everything that can be kept of him. */
async function gone(name: string, departedAt: Date | null, phone: string): Promise<string> {
  const { id } = await makePerson(name, s.units.heping);
  await db()
    .update(people)
    .set({ departedAt, ...sealedPhone(phone) })
    .where(eq(people.id, id));
  const accountId = newId();
  const at = daysAgo(4_000);
  await db()
    .insert(accounts)
    .values({ id: accountId, personId: id, username: accountId.slice(-8), passwordHash: 'h', createdAt: at });
  await db().insert(passwordHistory).values({ id: newId(), accountId, passwordHash: 'h', replacedAt: at });
  await db().insert(recoveryCodes).values({ id: newId(), accountId, codeHash: 'h' });
  await db()
    .insert(secondFactors)
    .values({ accountId, secretCipher: encrypt('x'), enrolledAt: at, lastStep: 1 });
  return id;
}

describe('messages', () => {
  it('go when they were read and are old, in batches; unread and younger ones stay', async () => {
    await messages(mostMessages + 3, daysAgo(181), daysAgo(180));
    await messages(2, daysAgo(181), null);
    await messages(2, daysAgo(179), daysAgo(178));
    expect((await night()).ok).toBe(true);
    expect(await db().$count(notifications)).toBe(4);
    expect(await recorded()).toEqual([
      { action: 'retention.messages', label: null, after: { ended: mostMessages } },
      { action: 'retention.messages', label: null, after: { ended: 3 } },
      {
        action: 'retention.apply',
        label: '到期个人信息清理',
        after: { messages: mostMessages + 3, people: 0, screenshots: 0 },
      },
    ]);
  });

  it('stay as long as the setting says', async () => {
    await messages(1, daysAgo(181), daysAgo(180));
    const change = { key: 'retention.inbox_days' as const, value: '365', version: 0, reason: '按档案要求' };
    expect((await changeSetting(s.sysadmin, change)).ok).toBe(true);
    await night();
    expect(await db().$count(notifications)).toBe(1);
  });
});

describe('people who have left', () => {
  it('lose phone and credentials after the period, and keep name, unit and trail', async () => {
    const old = await gone('王旧人', daysAgo(3 * 366), '13800000001');
    const recent = await gone('李近人', daysAgo(3 * 365 - 2), '13800000002');
    const present = await gone('赵在岗', null, '13800000003');
    expect((await night()).ok).toBe(true);

    const rows = await db().select().from(people).where(sql`phone_cipher is not null`);
    expect(rows.map(({ id }) => id).sort()).toEqual([recent, present].sort());
    const [row] = await db().select().from(people).where(eq(people.id, old));
    expect(row).toMatchObject({
      name: '王旧人',
      unitId: s.units.heping.id,
      phoneHash: null,
      phoneMasked: null,
    });
    const [account] = await db().select().from(accounts).where(eq(accounts.personId, old));
    expect(account).toMatchObject({ passwordHash: null, codeHash: null });
    expect(await db().$count(passwordHistory)).toBe(2);
    expect(await db().$count(secondFactors)).toBe(2);
    expect(await db().$count(recoveryCodes)).toBe(2);
    expect(await recorded()).toEqual([
      { action: 'retention.people', label: '王旧人', after: { phone: false } },
      {
        action: 'retention.apply',
        label: '到期个人信息清理',
        after: { messages: 0, people: 1, screenshots: 0 },
      },
    ]);
    await night();
    expect((await recorded()).filter(({ action }) => action === 'retention.people')).toHaveLength(1);
  });

  it('also when they have no phone, but something to sign in with', async () => {
    const old = await gone('王旧人', daysAgo(2_000), '13800000001');
    await db()
      .update(people)
      .set({ phoneCipher: null, phoneHash: null, phoneMasked: null })
      .where(eq(people.id, old));
    await night();
    expect(await db().$count(secondFactors)).toBe(0);
  });
});

it('is nobody’s to start by hand', async () => {
  expect(await forgetMessages(s.sysadmin, {})).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await minimisePeople(s.office, {})).toMatchObject({ refusal: { code: 'forbidden' } });
});

it('counts years by the calendar', () => {
  expect(yearsBefore(new Date('2026-11-22T02:00:00Z'), 3)).toEqual(new Date('2023-11-22T02:00:00Z'));
  expect(yearsBefore(new Date('2028-02-29T00:00:00Z'), 3)).toEqual(new Date('2025-03-01T00:00:00Z'));
});

import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { eq, isNotNull, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { secondFactors } from '@/db/schema/factors';
import { auditEvents } from '@/db/schema/house';
import { accounts, people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { foundBy, peopleWithPhones, phoneOf } from '@/db/testing/phones';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { decrypt, encrypt, lookupHash, secretIds } from '@/lib/core/crypto';
import { newId } from '@/lib/core/id';
import { createPerson, editPerson } from '@/lib/identity/people/commands/person';
import { sealedColumns } from './columns';
import { resealRows } from './commands';
import { valuesBySecret } from './queries';
import { resealEverything } from './reseal';

const [first, second] = ['the first secret, of 32 letters or so', 'the second secret, no less than 32'];
const system = systemActor('cli');
const { signal } = new AbortController();

let s: TestStreet;

beforeEach(async () => {
  vi.stubEnv('QUNXU_SECRET', first);
  await emptyStreet();
  s = await makeStreet();
  return () => vi.unstubAllEnvs();
});

function rotated(): void {
  vi.stubEnv('QUNXU_SECRET', second);
  vi.stubEnv('QUNXU_SECRET_PREVIOUS', first);
}

const phones = () =>
  db()
    .select({ cipher: people.phoneCipher, hash: people.phoneHash, masked: people.phoneMasked })
    .from(people)
    .where(isNotNull(people.phoneCipher));

/** Everything reads under the second secret alone, and hashes are those of what was encrypted. */
async function expectWhole(count: number): Promise<void> {
  vi.stubEnv('QUNXU_SECRET', second);
  vi.stubEnv('QUNXU_SECRET_PREVIOUS', undefined);
  const rows = await phones();
  expect(rows).toHaveLength(count);
  for (const { cipher, hash, masked } of rows) {
    const plain = decrypt(cipher ?? '');
    expect(hash).toBe(lookupHash(plain));
    expect(masked?.slice(-4)).toBe(plain.slice(-4));
  }
}

const added = (phone: string, name = '单小英') =>
  createPerson(s.office, {
    submissionId: newId(),
    name,
    unitId: s.units.heping.id,
    duty: '',
    affiliated: false,
    phone,
  });

it('knows every encrypted column of the schema, and every keyed hash beside one', async () => {
  const columns = await db().execute<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and (column_name like '%\\_cipher' or column_name = 'phone_hash') order by 1`);
  const known = sealedColumns.flatMap(({ table, cipher, hash }) => {
    const { name } = getTableConfig(table);
    return [`${name}.${cipher.name}`, ...(hash ? [`${name}.${hash.name}`] : [])];
  });
  expect(known.sort()).toEqual(columns.map(({ name }) => name));
});

it('knows every other column that is a hash: they need no secret', async () => {
  const columns = await db().execute<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like '%hash' order by 1`);
  // argon2id with a salt of its own, or SHA-256 of what has 256 random bits; the trail's and the revisions' are of what may be read beside them.
  expect(columns.map(({ name }) => name)).toEqual([
    'accounts.code_hash',
    'accounts.password_hash',
    'audit_blocks.hash',
    'audit_seals.hash',
    'notice_revisions.hash',
    'password_history.password_hash',
    'pending_sign_ins.secret_hash',
    'people.phone_hash',
    'recovery_codes.code_hash',
    'sessions.secret_hash',
    'setup_tokens.token_hash',
  ]);
});

describe('a change of secrets', () => {
  it('is followed by every value, also those that did not name their secret, and recorded', async () => {
    await peopleWithPhones(s, 450);
    const key = Buffer.from(hkdfSync('sha256', first, 'qunxu', 'phone-encryption', 32));
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const data = Buffer.concat([cipher.update(phoneOf(7)), cipher.final()]);
    const v1 = ['v1', ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.');
    await db()
      .update(people)
      .set({ phoneCipher: v1 })
      .where(eq(people.phoneHash, lookupHash(phoneOf(7))));
    const accountId = newId();
    const person = await makePerson('刘洋', s.units.heping);
    await db()
      .insert(accounts)
      .values({ id: accountId, personId: person.id, username: 'x', createdAt: now() });
    await db()
      .insert(secondFactors)
      .values({
        accountId,
        secretCipher: encrypt('JBSWY3DP'),
        enrolledAt: now(),
        lastStep: 1,
        offeredCipher: encrypt('OFFERED2'),
        offeredSessionId: newId(),
      });
    const [old] = secretIds();

    rotated();
    expect(await valuesBySecret(system)).toEqual(
      new Map([
        [old, 451],
        ['v1', 1],
      ]),
    );
    expect(await resealEverything(system, signal)).toEqual({ resealed: 452, unreadable: new Map() });
    expect(await valuesBySecret(system)).toEqual(new Map([[secretIds()[0], 452]]));
    expect(await resealEverything(system, signal)).toEqual({ resealed: 0, unreadable: new Map() });
    await expectWhole(450);
    const [factor] = await db().select().from(secondFactors);
    expect([factor?.secretCipher, factor?.offeredCipher].map((text) => decrypt(text ?? ''))).toEqual([
      'JBSWY3DP',
      'OFFERED2',
    ]);
    const recorded = await db()
      .select({ after: auditEvents.after, by: auditEvents.actorName })
      .from(auditEvents)
      .where(eq(auditEvents.entityId, secretIds()[0] ?? ''));
    expect(recorded).toHaveLength(5);
    expect(recorded[0]).toEqual({ by: '系统', after: { column: 'people.phone_cipher', rows: 200 } });
  });

  it('leaves what cannot be read as it is, and says which secret it needs', async () => {
    await peopleWithPhones(s, 3);
    vi.stubEnv('QUNXU_SECRET', 'a third secret that nobody has kept');
    const [lost] = secretIds();
    await added('13911112222');
    rotated();
    expect(await resealEverything(system, signal)).toEqual({ resealed: 3, unreadable: new Map([[lost, 1]]) });
    expect((await valuesBySecret(system)).get(lost ?? '')).toBe(1);
  });

  it('is not a person’s business', async () => {
    const [column] = sealedColumns;
    if (!column) throw new Error('no column');
    expect(await resealRows(s.sysadmin, { column, after: null })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
    await peopleWithPhones(s, 1);
    expect(await valuesBySecret(s.sysadmin)).toEqual(new Map());
  });
});

describe('while secrets change', () => {
  it('people are found by their phone under either hash', async () => {
    await peopleWithPhones(s, 2);
    rotated();
    await added('13911112222');
    expect(
      await Promise.all([phoneOf(0), phoneOf(1), '13911112222'].map((phone) => foundBy(s, phone))),
    ).toEqual([1, 1, 1]);
    await resealEverything(system, signal);
    expect(
      await Promise.all([phoneOf(0), phoneOf(1), '13911112222'].map((phone) => foundBy(s, phone))),
    ).toEqual([1, 1, 1]);
  });

  it('a phone that somebody has under the earlier hash is refused, and keeping one’s own is not', async () => {
    await peopleWithPhones(s, 1);
    rotated();
    expect(await added(phoneOf(0))).toMatchObject({
      refusal: { fields: { phone: '该手机号已登记给和平社区员0' } },
    });
    const other = await added('13911112222');
    if (!other.ok) throw new Error(other.refusal.message);
    const edit = { id: other.value.id, name: '另一人', unitId: s.units.heping.id, duty: '' };
    expect(await editPerson(s.office, { ...edit, phone: phoneOf(0) })).toMatchObject({
      refusal: { code: 'invalid' },
    });
    expect((await editPerson(s.office, { ...edit, phone: '13911112222' })).ok).toBe(true);
  });

  it('one of two that bring the same phone at once gets in, though they write different hashes', async () => {
    for (let round = 0; round < 10; round += 1) {
      // The present secret of either is the other's earlier one: instances in the middle of a change.
      vi.stubEnv('QUNXU_SECRET', first);
      vi.stubEnv('QUNXU_SECRET_PREVIOUS', second);
      const one = added(phoneOf(round), '单小英');
      const other = Promise.resolve().then(() => {
        rotated();
        return added(phoneOf(round), '另一人');
      });
      const results = await Promise.all([one, other]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
    }
  });

  it('writers go on beside it, and nothing of theirs is lost', async () => {
    await peopleWithPhones(s, 400);
    rotated();
    const resealing = resealEverything(system, signal);
    const writing = Array.from({ length: 20 }, (_, n) =>
      added(phoneOf(1_000 + n), `新员${'甲乙丙丁'[n % 4]}`),
    );
    expect((await Promise.all(writing)).every((result) => result.ok)).toBe(true);
    expect((await resealing).unreadable.size).toBe(0);
    await expectWhole(420);
  });
});

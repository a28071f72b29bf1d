import { desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { recoveryCodes, secondFactors } from '@/db/schema/factors';
import { auditEvents, notifications } from '@/db/schema/house';
import { giveAccount, signedIn, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import {
  giveFactor,
  signedInTwice,
  type Telephone,
  telephone,
  testRecoveryCode,
  trySecondStep,
} from '@/db/testing/factor';
import { useSetting } from '@/db/testing/setting';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { actorOfSession } from '../queries/actor';
import { beginEnrolment, cancelEnrolment, confirmEnrolment } from './commands/enrol';
import { removeFactor, renewCodes } from './commands/own';
import { myFactor } from './queries';
import { plainFactorCode } from './rules';

const start = new Date('2026-11-23T09:00:00+08:00');
const seconds = (count: number) => vi.setSystemTime(start.getTime() + count * 1_000);
const proof = (code = '') => ({ current: testPassword, code: plainFactorCode(code) });

let street: TestStreet;
let accountId: string;

const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];
const told = async () =>
  (await db().select().from(notifications).orderBy(desc(notifications.id)).limit(1))[0]?.title;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  await emptyStreet();
  street = await makeStreet();
  accountId = await giveAccount(street.headHeping, 'head.heping');
});

afterEach(() => {
  vi.useRealTimers();
});

/** The telephone after it has scanned what is on offer to the actor. */
async function scanned(actor: Actor): Promise<Telephone> {
  const factor = await myFactor(actor);
  if (!factor?.offer) throw new Error('nothing is on offer');
  const secret = new URL(factor.offer.address).searchParams.get('secret') ?? '';
  expect(factor.offer.secret.replaceAll(' ', '')).toBe(secret);
  return telephone(secret);
}

async function offered() {
  const session = await signedIn('head.heping');
  const begun = await beginEnrolment(session.actor, proof());
  if (!begun.ok) throw new Error(begun.refusal.message);
  return { ...session, phone: await scanned(session.actor) };
}

async function enrolled() {
  const { actor, phone } = await offered();
  const result = await confirmEnrolment(actor, { code: phone(), endOthers: true });
  if (!result.ok) throw new Error(result.refusal.message);
  return { actor, phone, ...result.value };
}

describe('setting a second factor up', () => {
  it('needs the password, and changes nothing before a code proves the telephone', async () => {
    const { actor } = await signedIn('head.heping');
    expect(await beginEnrolment(actor, { current: 'guess', code: '' })).toMatchObject({
      refusal: { code: 'invalid', fields: { current: '现密码不正确' } },
    });
    expect(await myFactor(actor)).toMatchObject({ enrolledAt: null, offer: null });
    expect(await beginEnrolment(actor, proof())).toMatchObject({ ok: true });
    expect(await trySignIn('head.heping', testPassword)).toMatchObject({ value: { awaiting: false } });
  });

  it('keeps the secret encrypted only, and shows it to no other session', async () => {
    const { actor } = await offered();
    const secret = (await myFactor(actor))?.offer?.secret.replaceAll(' ', '') ?? '';
    const kept = JSON.stringify([
      await db().select().from(secondFactors),
      await db().select().from(auditEvents),
    ]);
    expect(secret).toHaveLength(32);
    expect(kept).not.toContain(secret);
    const other = await signedIn('head.heping');
    expect(await myFactor(other.actor)).toMatchObject({ offer: null });
    expect(
      await confirmEnrolment(other.actor, { code: telephone(secret)(), endOthers: false }),
    ).toMatchObject({
      refusal: { code: 'conflict' },
    });
  });

  it('is asked for at every sign-in from then on, on record and with a message', async () => {
    const { codes, phone, secret } = await enrolled();
    expect(await actorOfSession(secret, null)).toMatchObject({ name: '李娟', mustFirst: null });
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect(codes[0]).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/);
    expect(await lastRecord()).toMatchObject({ action: 'factor.enrol', outcome: 'done', actorName: '李娟' });
    expect(await told()).toContain('动态口令已启用');
    expect(await trySignIn('head.heping', testPassword)).toMatchObject({ value: { awaiting: true } });
    seconds(30);
    expect(await trySecondStep('head.heping', phone())).toMatchObject({ ok: true });
    expect(await trySecondStep('head.heping', plainFactorCode(codes[4] ?? ''))).toMatchObject({ ok: true });
  });

  it('does not take the code that proved the telephone for a sign-in', async () => {
    const { phone } = await enrolled();
    expect(await trySecondStep('head.heping', phone())).toMatchObject({ refusal: { code: 'invalid' } });
  });

  it('goes on under a new secret, and ends the other sessions if asked to', async () => {
    const other = await signedIn('head.heping');
    const { actor, secret, phone } = await offered();
    const result = await confirmEnrolment(actor, { code: phone(), endOthers: true });
    expect(result).toMatchObject({ value: { ended: 1 } });
    expect(await actorOfSession(secret, null)).toBeNull();
    expect(await actorOfSession(other.secret, null)).toBeNull();
  });

  it('refuses a wrong code beside its field, and makes no recovery codes for it', async () => {
    const { actor, phone } = await offered();
    const wrong = phone() === '000000' ? '111111' : '000000';
    expect(await confirmEnrolment(actor, { code: wrong, endOthers: true })).toMatchObject({
      refusal: { code: 'invalid', fields: { code: expect.stringContaining('6 位数字') } },
    });
    expect(await db().select().from(recoveryCodes)).toEqual([]);
  });

  it('can be left', async () => {
    const { actor, phone } = await offered();
    await cancelEnrolment(actor, {});
    expect(await myFactor(actor)).toMatchObject({ offer: null, enrolledAt: null });
    expect(await confirmEnrolment(actor, { code: phone(), endOthers: true })).toMatchObject({ ok: false });
  });
});

describe('recovery codes', () => {
  it('are kept as argon2 hashes only', async () => {
    const { codes } = await enrolled();
    const rows = await db().select().from(recoveryCodes);
    expect(rows).toHaveLength(10);
    for (const row of rows) expect(row.codeHash).toMatch(/^\$argon2id\$/);
    const kept = JSON.stringify([rows, await db().select().from(auditEvents)]);
    for (const code of codes) expect(kept).not.toContain(code);
  });

  it('are made anew with both proofs, and the old ones open nothing', async () => {
    const { codes, phone, secret } = await enrolled();
    const actor = await actorOfSession(secret, null);
    if (!actor) throw new Error('the session does not stand');
    seconds(60);
    const renewed = await renewCodes(actor, proof(phone()));
    expect(renewed.ok && renewed.value.codes).toHaveLength(10);
    expect(await lastRecord()).toMatchObject({ action: 'factor.renew_codes', outcome: 'done' });
    expect(await trySecondStep('head.heping', plainFactorCode(codes[0] ?? ''))).toMatchObject({ ok: false });
    const fresh = renewed.ok ? (renewed.value.codes[0] ?? '') : '';
    expect(await trySecondStep('head.heping', plainFactorCode(fresh))).toMatchObject({ ok: true });
  });
});

describe('changing a factor that stands', () => {
  let phone: Telephone;
  let actor: Actor;

  beforeEach(async () => {
    phone = await giveFactor(accountId);
    ({ actor } = await signedInTwice('head.heping', phone()));
    seconds(60);
  });

  const acts = { renew: renewCodes, remove: removeFactor, replace: beginEnrolment };

  it.each(Object.keys(acts) as (keyof typeof acts)[])('%s: the password alone is not enough', async (act) => {
    expect(await acts[act](actor, proof())).toMatchObject({
      refusal: { fields: { code: '请填写动态口令' } },
    });
    expect(await acts[act](actor, { current: 'guess', code: phone() })).toMatchObject({
      refusal: { fields: { current: expect.any(String) } },
    });
    expect(await lastRecord()).toMatchObject({ action: 'account.reauthenticate', outcome: 'refused' });
    expect(await myFactor(actor)).toMatchObject({ enrolledAt: expect.any(Date), recoveryCodesLeft: 1 });
  });

  it('wrong codes are bounded', async () => {
    const wrong = phone() === '000000' ? '111111' : '000000';
    for (let times = 0; times < 5; times += 1) await removeFactor(actor, proof(wrong));
    expect(await removeFactor(actor, proof(phone()))).toMatchObject({ refusal: { code: 'limited' } });
  });

  it('the old telephone counts until the new one has proved itself, then no more', async () => {
    await beginEnrolment(actor, proof(phone()));
    const fresh = await scanned(actor);
    seconds(120);
    expect(await trySecondStep('head.heping', phone())).toMatchObject({ ok: true });
    expect(await confirmEnrolment(actor, { code: fresh(), endOthers: false })).toMatchObject({ ok: true });
    expect(await told()).toContain('已更换到新的手机');
    seconds(180);
    expect(await trySecondStep('head.heping', phone())).toMatchObject({ ok: false });
    expect(await trySecondStep('head.heping', fresh())).toMatchObject({ ok: true });
  });

  it('a recovery code stands in for a lost telephone, once', async () => {
    expect(await beginEnrolment(actor, proof(testRecoveryCode))).toMatchObject({ ok: true });
    expect(await renewCodes(actor, proof(testRecoveryCode))).toMatchObject({ refusal: { code: 'invalid' } });
  });

  it('giving it up leaves the password alone, and says so', async () => {
    expect(await removeFactor(actor, proof(phone()))).toMatchObject({ ok: true });
    expect(await told()).toContain('已停用');
    expect(await db().select().from(secondFactors).where(eq(secondFactors.accountId, accountId))).toEqual([]);
    expect(await trySignIn('head.heping', testPassword)).toMatchObject({ value: { awaiting: false } });
  });

  it('is not given up by whose role asks for it', async () => {
    await useSetting('signin.second_factor', 'office_admin,leader');
    const asked: Actor = { ...actor, grants: street.office.grants };
    expect(await removeFactor(asked, proof(phone()))).toMatchObject({ refusal: { code: 'rule' } });
    expect(await myFactor(asked)).toMatchObject({ required: true, enrolledAt: expect.any(Date) });
  });
});

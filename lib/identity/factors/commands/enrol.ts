import { and, eq, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { secondFactors } from '@/db/schema/factors';
import { accounts } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { type AuditEntry, record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { decrypt, encrypt } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { acceptedStep, newTotpSecret } from '@/lib/core/totp';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { preparing } from '../../accounts/commands/prepare';
import { afterBothFactors } from '../../accounts/commands/reauthenticate';
import { mayManageOwn } from '../../accounts/policy';
import { endSessionsOf } from '../../sessions/commands/end';
import { renewSecret } from '../../sessions/commands/renew';
import type { cancelInput, enrolInput, proofInput } from '../input';
import { offerMatches } from '../queries';
import { type FreshCodes, freshCodes, replaceCodes } from './codes';

type EnrolInput = z.output<typeof enrolInput>;

export const ownAccount = (actor: Actor): string =>
  actor.accountId ?? refuse('session', '登录已失效，请重新登录');

/** An entry of the trail about one's own factor. */
export const ownEntry = (actor: Actor, action: string): AuditEntry => ({
  action,
  entity: { type: 'account', id: ownAccount(actor), label: actor.name },
  grant: granted(mayManageOwn(actor)),
});

const offerFactor = command<z.output<typeof proofInput>, null>(
  { name: 'factor.offer' },
  async (tx, actor) => {
    const accountId = ownAccount(actor);
    const offer = { offeredCipher: encrypt(newTotpSecret()), offeredSessionId: actor.sessionId };
    await tx
      .insert(secondFactors)
      .values({ accountId, ...offer })
      .onConflictDoUpdate({ target: secondFactors.accountId, set: offer });
    await record(tx, actor, ownEntry(actor, 'factor.offer'));
    return null;
  },
);

/** Offers a secret for a new app, to be scanned in this session; the factor there is, if any, stays until it is proved. */
export const beginEnrolment = afterBothFactors(offerFactor);

/** Takes the offer back: nothing has changed. */
export const cancelEnrolment = command<z.output<typeof cancelInput>, null>(
  { name: 'factor.cancel' },
  async (tx, actor) => {
    const taken = await tx
      .update(secondFactors)
      .set({ offeredCipher: null, offeredSessionId: null })
      .where(
        and(
          eq(secondFactors.accountId, ownAccount(actor)),
          eq(secondFactors.offeredSessionId, actor.sessionId ?? sql`null`),
        ),
      )
      .returning({ id: secondFactors.accountId });
    if (taken.length) await record(tx, actor, ownEntry(actor, 'factor.cancel'));
    return null;
  },
);

/** The secret offered in this session becomes the factor, if the code is of it. */
async function acceptOffer(tx: Tx, actor: Actor, code: string): Promise<{ replaced: boolean }> {
  const mine = eq(secondFactors.accountId, ownAccount(actor));
  const [factor] = await tx.select().from(secondFactors).where(mine).for('update');
  if (!factor?.offeredCipher || factor.offeredSessionId !== actor.sessionId)
    return refuse('conflict', '本次设置已失效，请重新开始');
  const lastStep = acceptedStep(decrypt(factor.offeredCipher), code, now(), 0);
  if (lastStep === null) {
    const message = '与手机上的不一致：请输入正在显示的 6 位数字；若一直不对，请把手机时间设为自动';
    return refuse('invalid', message, { fields: { code: message } });
  }
  await tx
    .update(secondFactors)
    .set({
      secretCipher: factor.offeredCipher,
      enrolledAt: now(),
      lastStep,
      offeredCipher: null,
      offeredSessionId: null,
    })
    .where(mine);
  return { replaced: factor.secretCipher !== null };
}

export interface Enrolled {
  /** Shown once. */
  codes: string[];
  ended: number;
  secret: string;
}

const acceptFactor = command<EnrolInput & { fresh: FreshCodes | null }, Enrolled>(
  { name: 'factor.enrol' },
  async (tx, actor, { code, endOthers, fresh }) => {
    const accountId = ownAccount(actor);
    const { replaced } = await acceptOffer(tx, actor, code);
    // It was not right a moment ago, before its codes would have been made.
    if (!fresh) return refuse('conflict', '请再输入一次手机上正在显示的 6 位数字');
    await replaceCodes(tx, accountId, fresh.hashes);
    await tx.update(accounts).set({ mustEnrol: false }).where(eq(accounts.id, accountId));
    const ended = endOthers
      ? await endSessionsOf(tx, { accountId, except: actor.sessionId, reason: '本人启用动态口令' })
      : 0;
    await notify(tx, [
      {
        personId: actor.personId ?? '',
        kind: 'account',
        title: replaced ? '动态口令已更换到新的手机' : '动态口令已启用，今后登录须输入',
        detail: '如不是您本人操作，请立即联系系统管理员',
        href: '/me/second-factor',
      },
    ]);
    await record(tx, actor, {
      ...ownEntry(actor, 'factor.enrol'),
      after: { 更换: replaced, 结束其他会话: ended },
    });
    return { codes: fresh.codes, ended, secret: await renewSecret(tx, actor, { secondFactor: true }) };
  },
);

/**
 * Makes the offered secret the second factor, once a code proves that the telephone has it; gives the recovery codes that
 * belong to it. Codes are hashed only for who has a right one.
 */
export const confirmEnrolment = preparing(acceptFactor, async (actor, input: EnrolInput) => ({
  ...input,
  fresh: (await offerMatches(actor, input.code)) ? await freshCodes() : null,
}));

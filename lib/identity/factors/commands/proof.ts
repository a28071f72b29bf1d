import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, recoveryCodes, secondFactors } from '@/db/schema/identity';
import { now } from '@/lib/core/clock';
import { decrypt } from '@/lib/core/crypto';
import { acceptedStep } from '@/lib/core/totp';
import { notify } from '@/lib/inbox/notify';
import { isRecoveryCode } from '../rules';

interface Proof {
  accountId: string;
  /** As `plainFactorCode` leaves it. */
  code: string;
  /** The recovery code it matched before the transaction began, if it did. */
  recoveryId: string | null;
}

/** The row is locked, so that of two who send one code at once one comes too late. */
async function takeOneTimeCode(tx: Tx, { accountId, code }: Proof): Promise<boolean> {
  const [factor] = await tx
    .select({ cipher: secondFactors.secretCipher, lastStep: secondFactors.lastStep })
    .from(secondFactors)
    .where(eq(secondFactors.accountId, accountId))
    .for('update');
  if (!factor?.cipher || factor.lastStep === null) return false;
  const step = acceptedStep(decrypt(factor.cipher), code, now(), factor.lastStep);
  if (step === null) return false;
  await tx.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.accountId, accountId));
  return true;
}

/** The owner is told: a code that somebody else used is how a stolen slip of paper comes to light. */
async function takeRecoveryCode(tx: Tx, { accountId, recoveryId }: Proof): Promise<boolean> {
  if (!recoveryId) return false;
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: now() })
    .where(and(eq(recoveryCodes.id, recoveryId), isNull(recoveryCodes.usedAt)))
    .returning({ id: recoveryCodes.id });
  if (!taken.length) return false;
  const left = await tx.$count(
    recoveryCodes,
    and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)),
  );
  const [owner] = await tx
    .select({ personId: accounts.personId })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (owner)
    await notify(tx, [
      {
        personId: owner.personId,
        kind: 'account',
        title: `您的一个恢复码已被使用，还剩 ${left} 个`,
        detail: '如不是您本人使用，请立即修改密码并重新生成恢复码',
        href: '/me/second-factor',
      },
    ]);
  return true;
}

/** Uses a code up, in the caller's transaction. @returns false when it is wrong or was used before */
export function takeProof(tx: Tx, proof: Proof): Promise<boolean> {
  return isRecoveryCode(proof.code) ? takeRecoveryCode(tx, proof) : takeOneTimeCode(tx, proof);
}

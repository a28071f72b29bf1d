import { db } from '@/db/client';
import { recoveryCodes, secondFactors } from '@/db/schema/factors';
import { anonymousActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { encrypt } from '@/lib/core/crypto';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { hashPassword } from '@/lib/core/password';
import { newTotpSecret, totpCode, totpStep } from '@/lib/core/totp';
import { actorOfSession } from '@/lib/identity/queries/actor';
import { passSecondStep } from '@/lib/identity/signin/commands/second-step';
import type { SignedIn } from '@/lib/identity/signin/commands/session';
import { awaitingActor } from '@/lib/identity/signin/queries';
import { testPassword, trySignIn } from './account';

export const testRecoveryCode = 'K7QM-4XWP-9TRD';

/** What somebody's telephone shows now, or `steps` times 30 seconds from now. */
export type Telephone = (steps?: number) => string;

/** The telephone that has this secret. */
export function telephone(secret: string): Telephone {
  return (steps = 0) => totpCode(secret, totpStep(now()) + steps);
}

/** Gives an account a second factor and one recovery code, `testRecoveryCode`; returns the telephone. */
export async function giveFactor(accountId: string): Promise<Telephone> {
  const secret = newTotpSecret();
  await db()
    .insert(secondFactors)
    .values({ accountId, secretCipher: encrypt(secret), enrolledAt: now(), lastStep: 0 });
  const codeHash = await hashPassword(testRecoveryCode.replaceAll('-', ''));
  await db().insert(recoveryCodes).values({ id: newId(), accountId, codeHash });
  return telephone(secret);
}

type From = Parameters<typeof trySignIn>[2];

/** The actor between the two steps: the password was right. */
export async function firstStep(username: string, from: From = {}) {
  const first = await trySignIn(username, testPassword, from);
  if (!first.ok) throw new Error(first.refusal.message);
  const actor = await awaitingActor(first.value.secret, from.address ?? '10.0.0.7');
  return { actor: actor ?? anonymousActor(from.address ?? '10.0.0.7'), secret: first.value.secret };
}

/** Signs in with password and code as the two forms would. */
export async function trySecondStep(
  username: string,
  code: string,
  from: From = {},
): Promise<Result<SignedIn>> {
  const { actor } = await firstStep(username, from);
  return passSecondStep(actor, { code });
}

/** The actor of somebody with a second factor, signed in with both. */
export async function signedInTwice(username: string, code: string) {
  const result = await trySecondStep(username, code);
  if (!result.ok) throw new Error(result.refusal.message);
  const actor = await actorOfSession(result.value.secret, '10.0.0.7');
  if (!actor) throw new Error('the session does not stand');
  return { actor, secret: result.value.secret };
}

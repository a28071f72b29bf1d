import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { pendingSignIns, secondFactors } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { randomToken, sha256 } from '@/lib/core/crypto';
import { type Result, refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { passwordMatches } from '@/lib/core/password';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { plainCode } from '../../accounts/rules/code';
import type { SignInInput } from '../input';
import { type Candidate, candidateFor } from '../queries';
import { limitsOf, secondStepMinutes, wrongMessage } from '../rules';
import { type Attempt, attemptedAccount, reserveAttempt, signInName } from './attempts';
import { forgiveAttempt } from './limits';
import { credentialSum, endPrevious, enter, lockAccount, type SignedIn } from './session';

/** The browser somebody signs in with, as lib/request read it from cookies and headers. */
export interface Browser {
  userAgent: string | null;
  /** The secret of the session it still holds; a new sign-in ends that one. */
  previousSecret: string | null;
  /** Its device cookie: accounts that have signed in here before. */
  device: { id: string; accountIds: readonly string[] } | null;
}

const spec = { name: signInName, entity: attemptedAccount };

const reject = command<Attempt & { left: number }, never>(spec, async (_tx, _actor, { left }) => {
  const { 'signin.lock_minutes': minutes } = await settingsNow();
  return refuse('invalid', wrongMessage(left, minutes));
});

type Opening = Attempt & { candidate: Candidate; browser: Browser; deviceId: string | null };

/** Whether a second step is due: there is a factor, whatever the settings say. */
async function hasFactor(tx: Tx, accountId: string): Promise<boolean> {
  const factors = await tx
    .select({ at: secondFactors.enrolledAt })
    .from(secondFactors)
    .where(and(eq(secondFactors.accountId, accountId), isNotNull(secondFactors.secretCipher)));
  return factors.length > 0;
}

/** Keeps that the password was right, under a secret that opens nothing but the second step. */
async function awaitSecondStep(tx: Tx, actor: Actor, opening: Opening): Promise<string> {
  const { candidate, browser, deviceId } = opening;
  const [at, secret] = [now(), randomToken()];
  await tx.insert(pendingSignIns).values({
    id: newId(),
    secretHash: sha256(secret),
    accountId: candidate.accountId,
    credentialSum: credentialSum(candidate),
    deviceId,
    knownAddress: candidate.knownAddress,
    userAgent: browser.userAgent?.slice(0, 300) ?? null,
    startedAt: at,
    expiresAt: new Date(at.getTime() + secondStepMinutes * 60_000),
  });
  await record(tx, actor, { action: 'account.password_step', entity: attemptedAccount(opening) });
  return secret;
}

const open = command<Opening, SignedIn>(spec, async (tx, actor, opening) => {
  const { candidate, limits, browser, deviceId } = opening;
  const { accountId } = candidate;
  const account = await lockAccount(tx, { accountId, sum: credentialSum(candidate) });
  await forgiveAttempt(tx, limits);
  await endPrevious(tx, browser.previousSecret);
  if (await hasFactor(tx, accountId)) {
    const secret = await awaitSecondStep(tx, actor, opening);
    return { accountId, secret, textSize: account.textSize, awaiting: true };
  }
  const { personId, name, unitId, unitName, username } = candidate;
  const owner = { accountId, username, personId, name, unitId, unitName };
  return enter(tx, actor, {
    owner,
    account,
    entrance: { userAgent: browser.userAgent, newDevice: deviceId === null },
  });
});

/**
 * Signs somebody in: counts the attempt, checks the password or one-time code, opens a session; or, where the account has a
 * second factor, lets the second step begin. `actor` is the anonymous one with the client's address. Refusals: `limited`
 * (too many attempts; says until when), `invalid` (wrong), `forbidden` (disabled, departed, code expired; said only to who
 * knows the password). Every attempt is in the audit trail.
 */
export async function signIn(
  actor: Actor,
  { username, password }: SignInInput,
  browser: Browser,
): Promise<Result<SignedIn>> {
  const candidate = await candidateFor(actor, username);
  const known = candidate && browser.device?.accountIds.includes(candidate.accountId);
  const deviceId = known ? (browser.device?.id ?? null) : null;
  const settings = await settingsNow();
  const limits = limitsOf(
    {
      username,
      address: actor.address ?? 'unknown',
      device: deviceId,
      knownAddress: candidate?.knownAddress ?? false,
    },
    { failures: settings['signin.lock_failures'], minutes: settings['signin.lock_minutes'] },
  );
  const account = candidate ? { id: candidate.accountId, username: candidate.username } : null;
  const left = await reserveAttempt(actor, { account, limits });
  if (!left.ok) return left;
  // Outside any transaction: the hash takes its time, and a database connection should not wait for it.
  const given = candidate?.codeHash ? plainCode(password) : password;
  const right = await passwordMatches(given, candidate?.passwordHash ?? candidate?.codeHash ?? null);
  if (!(right && candidate)) return reject(actor, { account, limits, left: left.value });
  return open(actor, { account, candidate, limits, browser, deviceId });
}

import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, people, sessions } from '@/db/schema/identity';
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
import { type Limit, limitMessage, limitsOf, wrongMessage } from '../rules';
import { countAttempt, forgiveAttempt } from './limits';

/** The browser somebody signs in with, as lib/request read it from cookies and headers. */
export interface Browser {
  userAgent: string | null;
  /** The secret of the session it still holds; a new sign-in ends that one. */
  previousSecret: string | null;
  /** Its device cookie: accounts that have signed in here before. */
  device: { id: string; accountIds: readonly string[] } | null;
}

export interface SignedIn {
  accountId: string;
  /** For the cookie, and never stored. */
  secret: string;
  textSize: 'normal' | 'large';
}

interface Attempt {
  candidate: Candidate | undefined;
  limits: Limit[];
}

const name = 'account.sign_in';

/** The username as it was typed is not kept: people type passwords into that field. */
const entity = ({ candidate }: Attempt) => ({
  type: 'account',
  id: candidate?.accountId ?? 'unknown',
  label: candidate?.username ?? '不存在的用户名',
});

/** @returns how many wrong attempts are left from this place. */
const reserve = command<Attempt, number>({ name, entity }, async (tx, _actor, { limits }) => {
  const counted = await countAttempt(tx, limits);
  const at = now();
  for (const { name: limit, reachedUntil } of counted) {
    if (reachedUntil) refuse('limited', limitMessage(limit, reachedUntil, at));
  }
  return counted.find((one) => one.name === 'pair')?.left ?? 0;
});

const reject = command<Attempt & { left: number }, never>({ name, entity }, async (_tx, _actor, { left }) => {
  const { 'signin.lock_minutes': minutes } = await settingsNow();
  return refuse('invalid', wrongMessage(left, minutes));
});

type Opening = Attempt & { candidate: Candidate; browser: Browser };

/** The account as it is now, locked: a code is used once, and a disabled account opens nothing. */
async function lockAccount(tx: Tx, candidate: Candidate) {
  const [account] = await tx
    .select({
      passwordHash: accounts.passwordHash,
      codeHash: accounts.codeHash,
      codeExpiresAt: accounts.codeExpiresAt,
      disabledAt: accounts.disabledAt,
      textSize: accounts.textSize,
      departedAt: people.departedAt,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(accounts.id, candidate.accountId))
    .for('update', { of: accounts });
  const unchanged =
    account?.passwordHash === candidate.passwordHash && account.codeHash === candidate.codeHash;
  if (!unchanged) refuse('conflict', '该账号的密码或登录码刚刚变更，请重新登录');
  if (account.disabledAt) refuse('forbidden', '账号已停用，请联系系统管理员');
  if (account.departedAt) refuse('forbidden', '人员已离任，账号不能登录');
  if (account.codeExpiresAt && account.codeExpiresAt <= now())
    refuse('forbidden', '一次性登录码已过期，请联系系统管理员重新发放');
  return account;
}

async function startSession(
  tx: Tx,
  { candidate, browser }: Opening,
  address: string | null,
): Promise<string> {
  const at = now();
  const limits = await settingsNow(tx);
  const secret = randomToken();
  if (browser.previousSecret)
    await tx
      .update(sessions)
      .set({ endedAt: at, endedReason: '在同一浏览器重新登录' })
      .where(and(eq(sessions.secretHash, sha256(browser.previousSecret)), isNull(sessions.endedAt)));
  await tx.insert(sessions).values({
    id: newId(),
    secretHash: sha256(secret),
    accountId: candidate.accountId,
    startedAt: at,
    lastSeenAt: at,
    expiresAt: new Date(at.getTime() + limits['signin.absolute_hours'] * 3_600_000),
    address,
    userAgent: browser.userAgent?.slice(0, 300) ?? null,
  });
  return secret;
}

const open = command<Opening, SignedIn>({ name, entity }, async (tx, actor, opening) => {
  const { candidate, limits, browser } = opening;
  const account = await lockAccount(tx, candidate);
  const byCode = account.codeHash !== null;
  await forgiveAttempt(tx, limits);
  const secret = await startSession(tx, opening, actor.address);
  await tx
    .update(accounts)
    .set({
      lastSignInAt: now(),
      ...(byCode ? { codeHash: null, codeExpiresAt: null, mustChangePassword: true } : {}),
    })
    .where(eq(accounts.id, candidate.accountId));
  const { personId, name: personName, unitId, unitName, accountId } = candidate;
  const person: Actor = { ...actor, personId, name: personName, unitId, unitName, accountId };
  await record(tx, person, {
    action: name,
    entity: entity(opening),
    after: {
      方式: byCode ? '一次性登录码' : '密码',
      新设备: !browser.device?.accountIds.includes(accountId),
    },
  });
  return { accountId, secret, textSize: account.textSize };
});

/**
 * Signs somebody in: counts the attempt, checks the password or one-time code, opens a session. `actor` is the anonymous
 * one with the client's address. Refusals: `limited` (too many attempts; says until when), `invalid` (wrong), `forbidden`
 * (disabled, departed, code expired; said only to who knows the password). Every attempt is in the audit trail.
 */
export async function signIn(
  actor: Actor,
  { username, password }: SignInInput,
  browser: Browser,
): Promise<Result<SignedIn>> {
  const candidate = await candidateFor(actor, username);
  const known = candidate && browser.device?.accountIds.includes(candidate.accountId);
  const settings = await settingsNow();
  const limits = limitsOf(
    {
      username,
      address: actor.address ?? 'unknown',
      device: known ? (browser.device?.id ?? null) : null,
      knownAddress: candidate?.knownAddress ?? false,
    },
    { failures: settings['signin.lock_failures'], minutes: settings['signin.lock_minutes'] },
  );
  const left = await reserve(actor, { candidate, limits });
  if (!left.ok) return left;
  // Outside any transaction: the hash takes its time, and a database connection should not wait for it.
  const given = candidate?.codeHash ? plainCode(password) : password;
  const right = await passwordMatches(given, candidate?.passwordHash ?? candidate?.codeHash ?? null);
  if (!(right && candidate)) return reject(actor, { candidate, limits, left: left.value });
  return open(actor, { candidate, limits, browser });
}

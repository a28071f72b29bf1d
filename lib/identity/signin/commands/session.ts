import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, people, sessions } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { randomToken, sha256 } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';

const dayMs = 24 * 3_600_000;

/** Whose session it is to be. */
export interface Owner {
  accountId: string;
  username: string;
  personId: string;
  name: string;
  unitId: string;
  unitName: string;
}

export interface SignedIn {
  accountId: string;
  /** For the cookie, and never stored: of the session, or of the sign-in whose second step is still to come. */
  secret: string;
  textSize: 'normal' | 'large';
  /** Whether a code is asked for next; there is no session yet. */
  awaiting: boolean;
}

interface Hashes {
  passwordHash: string | null;
  codeHash: string | null;
}

/** What was matched, as a sum: whether password or code are still the ones that were looked at. */
export const credentialSum = ({ passwordHash, codeHash }: Hashes): string =>
  sha256(passwordHash ?? codeHash ?? '');

export type LockedAccount = Awaited<ReturnType<typeof lockAccount>>;

/** The account as it is now, locked: a code is used once, and a disabled account opens nothing. */
export async function lockAccount(tx: Tx, { accountId, sum }: { accountId: string; sum: string }) {
  const [account] = await tx
    .select({
      passwordHash: accounts.passwordHash,
      codeHash: accounts.codeHash,
      codeExpiresAt: accounts.codeExpiresAt,
      passwordSetAt: accounts.passwordSetAt,
      createdAt: accounts.createdAt,
      disabledAt: accounts.disabledAt,
      textSize: accounts.textSize,
      departedAt: people.departedAt,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(accounts.id, accountId))
    .for('update', { of: accounts });
  if (!account || credentialSum(account) !== sum)
    return refuse('conflict', '该账号的密码或登录码刚刚变更，请重新登录');
  if (account.disabledAt) refuse('forbidden', '账号已停用，请联系系统管理员');
  if (account.departedAt) refuse('forbidden', '人员已离任，账号不能登录');
  if (account.codeExpiresAt && account.codeExpiresAt <= now())
    refuse('forbidden', '一次性登录码已过期，请联系系统管理员重新发放');
  return account;
}

/** Ends what the browser held before: its cookie is about to be another. */
export async function endPrevious(tx: Tx, secret: string | null): Promise<void> {
  if (!secret) return;
  await tx
    .update(sessions)
    .set({ endedAt: now(), endedReason: '在同一浏览器重新登录' })
    .where(and(eq(sessions.secretHash, sha256(secret)), isNull(sessions.endedAt)));
}

async function startSession(tx: Tx, actor: Actor, accountId: string, { how, userAgent }: Entrance) {
  const [at, secret, limits] = [now(), randomToken(), await settingsNow(tx)];
  await tx.insert(sessions).values({
    id: newId(),
    secretHash: sha256(secret),
    accountId,
    startedAt: at,
    lastSeenAt: at,
    expiresAt: new Date(at.getTime() + limits['signin.absolute_hours'] * 3_600_000),
    secondFactor: how !== undefined,
    address: actor.address,
    userAgent: userAgent?.slice(0, 300) ?? null,
  });
  return secret;
}

/** Whether the password has been in use longer than the setting allows; never, where that is 0. */
async function isExpired(
  tx: Tx,
  { passwordHash, passwordSetAt, createdAt }: LockedAccount,
): Promise<boolean> {
  const { 'signin.password_days': days } = await settingsNow(tx);
  const age = now().getTime() - (passwordSetAt ?? createdAt).getTime();
  return days > 0 && passwordHash !== null && age >= days * dayMs;
}

interface Entrance {
  userAgent: string | null;
  newDevice: boolean;
  /** The second factor that was shown, if one was. */
  how?: string;
}

/** Opens a session for an account that `lockAccount` holds, and records it under the person's name. */
export async function enter(
  tx: Tx,
  actor: Actor,
  { owner, account, entrance }: { owner: Owner; account: LockedAccount; entrance: Entrance },
): Promise<SignedIn> {
  const { accountId, username, ...person } = owner;
  const byCode = account.codeHash !== null;
  const expired = await isExpired(tx, account);
  const secret = await startSession(tx, actor, accountId, entrance);
  await tx
    .update(accounts)
    .set({
      lastSignInAt: now(),
      ...(byCode ? { codeHash: null, codeExpiresAt: null } : {}),
      ...(byCode || expired ? { mustChangePassword: true } : {}),
    })
    .where(eq(accounts.id, accountId));
  const first = byCode ? '一次性登录码' : '密码';
  await record(
    tx,
    { ...actor, ...person, accountId, awaiting: null },
    {
      action: 'account.sign_in',
      entity: { type: 'account', id: accountId, label: username },
      after: {
        方式: entrance.how ? `${first}和${entrance.how}` : first,
        新设备: entrance.newDevice,
        ...(expired ? { 密码已到期: true } : {}),
      },
    },
  );
  return { accountId, secret, textSize: account.textSize, awaiting: false };
}

import { and, eq, isNull, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { accounts, sessions } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { type AuditEntry, record } from '@/lib/audit/record';
import { randomToken, sha256 } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { hashPassword } from '@/lib/core/password';
import { command } from '@/lib/workflow/command';
import { endSessionsOf } from '../../sessions/commands/end';
import type { changePasswordInput, firstPasswordInput, preferencesInput } from '../input';
import { mayManageOwn } from '../policy';
import { checkPassword, surroundingsOf } from './new-password';
import { preparing } from './prepare';
import { afterPassword } from './reauthenticate';

type PasswordInput = z.output<typeof firstPasswordInput>;
type Preferences = z.output<typeof preferencesInput>;
type ChangeInput = z.output<typeof changePasswordInput>;

const ownAccount = (actor: Actor): string => actor.accountId ?? refuse('session', '登录已失效，请重新登录');

interface Hashed {
  password: string;
  passwordHash: string;
}

/** The input with the hash of the new password; whether that may be one, the command says. */
async function hashed<Input extends { password: string }>(_actor: Actor, input: Input) {
  return { ...input, passwordHash: await hashPassword(input.password) };
}

async function storePassword(tx: Tx, accountId: string, { password, passwordHash }: Hashed): Promise<void> {
  await checkPassword(tx, password, await surroundingsOf(tx, accountId));
  await tx
    .update(accounts)
    .set({ passwordHash, codeHash: null, codeExpiresAt: null, mustChangePassword: false })
    .where(eq(accounts.id, accountId));
}

/** Whoever has just proved who he is goes on under a new token; one that leaked before is worth nothing. */
async function renewSecret(tx: Tx, actor: Actor): Promise<string> {
  const secret = randomToken();
  const renewed = await tx
    .update(sessions)
    .set({ secretHash: sha256(secret) })
    .where(and(eq(sessions.id, actor.sessionId ?? sql`null`), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  if (!renewed.length) refuse('session', '登录已失效，请重新登录');
  return secret;
}

const entry = (actor: Actor, action: string): AuditEntry => ({
  action,
  entity: { type: 'account', id: ownAccount(actor), label: actor.name },
  grant: granted(mayManageOwn(actor)),
});

const storeFirstPassword = command<PasswordInput & Hashed, { secret: string }>(
  { name: 'account.first_password' },
  async (tx, actor, input) => {
    const accountId = ownAccount(actor);
    if (actor.mustFirst !== 'password') refuse('conflict', '密码已经设置，请到「我的」中修改');
    await storePassword(tx, accountId, input);
    await record(tx, actor, entry(actor, 'account.first_password'));
    return { secret: await renewSecret(tx, actor) };
  },
);

/** The password of one's own, after signing in with a one-time code. */
export const setFirstPassword = preparing(storeFirstPassword, hashed<PasswordInput>);

const storeChange = command<ChangeInput & Hashed, { ended: number; secret: string }>(
  { name: 'account.change_password' },
  async (tx, actor, input) => {
    const accountId = ownAccount(actor);
    if (input.password === input.current)
      refuse('invalid', '新密码与现密码相同', { fields: { password: '新密码与现密码相同' } });
    await storePassword(tx, accountId, input);
    const ended = input.endOthers
      ? await endSessionsOf(tx, { accountId, except: actor.sessionId, reason: '本人修改密码' })
      : 0;
    await record(tx, actor, { ...entry(actor, 'account.change_password'), after: { 结束其他会话: ended } });
    return { ended, secret: await renewSecret(tx, actor) };
  },
);

/** A new password in place of the present one; my sessions elsewhere end with it if I want. */
export const changePassword = afterPassword(preparing(storeChange, hashed<ChangeInput>));

/** How the product looks and answers to keys for me. */
export const savePreferences = command<Preferences, Preferences>(
  { name: 'account.preferences' },
  async (tx, actor, preferences) => {
    const [before] = await tx
      .select({ textSize: accounts.textSize, singleKeyDecisions: accounts.singleKeyDecisions })
      .from(accounts)
      .where(eq(accounts.id, ownAccount(actor)))
      .for('update');
    await tx
      .update(accounts)
      .set(preferences)
      .where(eq(accounts.id, ownAccount(actor)));
    await record(tx, actor, { ...entry(actor, 'account.preferences'), before, after: preferences });
    return preferences;
  },
);

import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { accounts } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { type AuditEntry, record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { hashPassword, passwordMatches } from '@/lib/core/password';
import { command } from '@/lib/workflow/command';
import { endSessionsOf } from '../../sessions/commands/end';
import { renewSecret } from '../../sessions/commands/renew';
import type { changePasswordInput, firstPasswordInput, preferencesInput } from '../input';
import { mayManageOwn } from '../policy';
import { formerHashes } from '../queries';
import { checkPassword, keepFormer, surroundingsOf } from './new-password';
import { preparing } from './prepare';
import { afterPassword, type Proven } from './reauthenticate';

type PasswordInput = z.output<typeof firstPasswordInput>;
type Preferences = z.output<typeof preferencesInput>;
type ChangeInput = z.output<typeof changePasswordInput>;

const ownAccount = (actor: Actor): string => actor.accountId ?? refuse('session', '登录已失效，请重新登录');

interface Hashed {
  password: string;
  passwordHash: string;
  /** Why it may not be chosen again, if it may not. */
  reused: string | null;
  /** What it was compared with, and what it replaces. */
  present: string | null;
}

async function whyReused(actor: Actor, password: string): Promise<Pick<Hashed, 'reused' | 'present'>> {
  const { present, former } = await formerHashes(actor);
  if (present && (await passwordMatches(password, present))) return { present, reused: '新密码与现密码相同' };
  const used = await Promise.all(former.map((hash) => passwordMatches(password, hash)));
  return { present, reused: used.includes(true) ? '这个密码以前用过，请换一个' : null };
}

/** The input with the hash of the new password; whether that may be one, the command says. */
async function hashed<Input extends { password: string }>(actor: Actor, input: Input) {
  const passwordHash = await hashPassword(input.password);
  return { ...input, passwordHash, ...(await whyReused(actor, input.password)) };
}

const changedMeanwhile = '密码刚刚变更，请刷新页面后再试';

/** Refuses what may not be a password of this person, and one that was compared with a password no longer in use. */
async function storePassword(
  tx: Tx,
  accountId: string,
  { password, passwordHash, reused, present }: Hashed,
): Promise<void> {
  const [account] = await tx
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('update');
  if (account?.passwordHash !== present) refuse('conflict', changedMeanwhile);
  await checkPassword(tx, password, await surroundingsOf(tx, accountId));
  if (reused) refuse('invalid', reused, { fields: { password: reused } });
  await keepFormer(tx, accountId, present);
  await tx
    .update(accounts)
    .set({
      passwordHash,
      passwordSetAt: now(),
      codeHash: null,
      codeExpiresAt: null,
      mustChangePassword: false,
    })
    .where(eq(accounts.id, accountId));
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
    // With a password there is the other way, which asks for it.
    if (actor.mustFirst !== 'password' || input.present) refuse('conflict', '密码已经设置，请用「修改密码」');
    await storePassword(tx, accountId, input);
    await record(tx, actor, entry(actor, 'account.first_password'));
    return { secret: await renewSecret(tx, actor) };
  },
);

/** The password of one's own, after signing in with a one-time code. */
export const setFirstPassword = preparing(storeFirstPassword, hashed<PasswordInput>);

const storeChange = command<ChangeInput & Proven & Hashed, { ended: number; secret: string }>(
  { name: 'account.change_password' },
  async (tx, actor, input) => {
    const accountId = ownAccount(actor);
    // Another change came in between: it is not the password that was typed which this one would replace.
    if (input.present !== input.proven) refuse('conflict', changedMeanwhile);
    await storePassword(tx, accountId, input);
    const ended = input.endOthers
      ? await endSessionsOf(tx, { accountId, except: actor.sessionId, reason: '本人修改密码' })
      : 0;
    await record(tx, actor, { ...entry(actor, 'account.change_password'), after: { 结束其他会话: ended } });
    return { ended, secret: await renewSecret(tx, actor) };
  },
);

/** A new password in place of the present one; my sessions elsewhere end with it if I want. */
export const changePassword = afterPassword(preparing(storeChange, hashed<ChangeInput & Proven>));

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

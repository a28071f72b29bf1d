import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts } from '@/db/schema/identity';
import { now } from '@/lib/core/clock';
import { brokenConstraint, refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { hashPassword } from '@/lib/core/password';
import { settingsNow } from '@/lib/settings/queries';
import { codeLength, codeText, plainCode } from '../rules/code';
import { keepFormer } from './new-password';

/** What the printed slip says; the code is shown once and kept nowhere. */
export interface Slip {
  username: string;
  code: string;
  expiresAt: Date;
}

/** Makes an account that nothing opens yet. Refuses a username that is taken. */
export async function createAccount(tx: Tx, personId: string, username: string): Promise<string> {
  const id = newId();
  try {
    await tx.transaction((savepoint) =>
      savepoint.insert(accounts).values({ id, personId, username, createdAt: now() }),
    );
  } catch (error) {
    if (brokenConstraint(error) !== 'accounts_username_unique') throw error;
    refuse('invalid', '该用户名已被使用', { fields: { username: '该用户名已被使用，请换一个' } });
  }
  return id;
}

/** A one-time code with what is stored of it. */
export interface FreshCode {
  code: string;
  hash: string;
}

/** Makes a code. Its hash takes its time: to be called before a transaction begins, which holds locks and a connection. */
export async function freshCode(): Promise<FreshCode> {
  const code = codeText(randomBytes(codeLength));
  return { code, hash: await hashPassword(plainCode(code)) };
}

/** Puts a new one-time code in place of whatever opened the account before. */
export async function giveCode(
  tx: Tx,
  account: { id: string; username: string },
  { code, hash }: FreshCode,
): Promise<Slip> {
  const { 'signin.code_days': days } = await settingsNow(tx);
  const expiresAt = new Date(now().getTime() + days * 24 * 3_600_000);
  const [before] = await tx
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, account.id));
  await keepFormer(tx, account.id, before?.passwordHash ?? null);
  await tx
    .update(accounts)
    .set({
      codeHash: hash,
      codeExpiresAt: expiresAt,
      passwordHash: null,
      mustChangePassword: true,
    })
    .where(eq(accounts.id, account.id));
  return { username: account.username, code, expiresAt };
}

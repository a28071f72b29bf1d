import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { accounts } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { type AuditEntry, record } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { endSessionsOf } from '../../sessions/commands/end';
import type { changePasswordInput, firstPasswordInput, preferencesInput } from '../input';
import { mayManageOwn } from '../policy';
import { acceptPassword, surroundingsOf } from './new-password';
import { afterPassword } from './reauthenticate';

type PasswordInput = z.output<typeof firstPasswordInput>;
type ChangeInput = z.output<typeof changePasswordInput>;

const ownAccount = (actor: Actor): string => actor.accountId ?? refuse('session', '登录已失效，请重新登录');

async function storePassword(tx: Tx, accountId: string, password: string): Promise<void> {
  const passwordHash = await acceptPassword(tx, password, await surroundingsOf(tx, accountId));
  await tx
    .update(accounts)
    .set({ passwordHash, codeHash: null, codeExpiresAt: null, mustChangePassword: false })
    .where(eq(accounts.id, accountId));
}

const entry = (actor: Actor, action: string): AuditEntry => ({
  action,
  entity: { type: 'account', id: ownAccount(actor), label: actor.name },
  grant: granted(mayManageOwn(actor)),
});

/** The password of one's own, after signing in with a one-time code. */
export const setFirstPassword = command<PasswordInput, null>(
  { name: 'account.first_password' },
  async (tx, actor, { password }) => {
    const accountId = ownAccount(actor);
    if (!actor.mustChangePassword) refuse('conflict', '密码已经设置，请到「我的」中修改');
    await storePassword(tx, accountId, password);
    await record(tx, actor, entry(actor, 'account.first_password'));
    return null;
  },
);

/** A new password in place of the present one; my sessions elsewhere end with it if I want. */
export const changePassword = afterPassword(
  command<ChangeInput, { ended: number }>(
    { name: 'account.change_password' },
    async (tx, actor, { current, password, endOthers }) => {
      const accountId = ownAccount(actor);
      if (password === current)
        refuse('invalid', '新密码与现密码相同', { fields: { password: '新密码与现密码相同' } });
      await storePassword(tx, accountId, password);
      const ended = endOthers
        ? await endSessionsOf(tx, { accountId, except: actor.sessionId, reason: '本人修改密码' })
        : 0;
      await record(tx, actor, { ...entry(actor, 'account.change_password'), after: { 结束其他会话: ended } });
      return { ended };
    },
  ),
);

/** How the product looks and answers to keys for me. */
export const savePreferences = command<z.output<typeof preferencesInput>, null>(
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
    return null;
  },
);

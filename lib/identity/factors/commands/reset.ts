import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import { secondFactors } from '@/db/schema/factors';
import { accounts } from '@/db/schema/identity';
import { record } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { type FreshCode, freshCode, giveCode, type Slip } from '../../accounts/commands/codes';
import { lockExisting } from '../../accounts/commands/manage';
import { preparing } from '../../accounts/commands/prepare';
import { endSessionsOf } from '../../sessions/commands/end';
import { clearAttempts } from '../../signin/commands/limits';
import type { resetFactorInput } from '../input';
import { replaceCodes } from './codes';

type ResetInput = z.output<typeof resetFactorInput>;

const takeAway = command<ResetInput & { fresh: FreshCode }, Slip>(
  {
    name: 'factor.reset',
    entity: ({ personId }) => ({ type: 'person', id: personId, label: '人员' }),
  },
  async (tx, actor, { personId, reason, fresh }) => {
    const { grant, account, label } = await lockExisting(tx, actor, personId);
    if (account.disabledAt) refuse('conflict', '账号已停用，请先恢复');
    const [factor] = await tx
      .delete(secondFactors)
      .where(eq(secondFactors.accountId, account.id))
      .returning({ enrolledAt: secondFactors.enrolledAt });
    if (!factor?.enrolledAt) refuse('conflict', '该账号没有启用动态口令');
    await replaceCodes(tx, account.id, []);
    await tx.update(accounts).set({ mustEnrol: true }).where(eq(accounts.id, account.id));
    const slip = await giveCode(tx, account, fresh);
    const ended = await endSessionsOf(tx, { accountId: account.id, reason: `重置动态口令：${reason}` });
    await clearAttempts(tx, account.username);
    await notify(tx, [
      {
        personId,
        kind: 'account',
        title: '系统管理员重置了您的动态口令，并发放了新的登录码',
        detail: `${actor.name}办理，原因：${reason}。如不是您本人申请，请向监督部门反映`,
        href: '/me/second-factor',
      },
    ]);
    await record(tx, actor, {
      action: 'factor.reset',
      entity: { type: 'account', id: account.id, label },
      grant,
      reason,
      after: { 结束会话: ended, 登录码有效期至: slip.expiresAt },
    });
    return slip;
  },
);

/**
 * Takes a lost factor away, for a person who stands before the administrator; never his own. The password goes with it: the
 * slip with a one-time code, handed over in person, is the only way in, and a new factor comes before anything else. So
 * nobody gets in by the password alone, whether a role asks for a second factor or not.
 */
export const resetFactor = preparing(takeAway, async (_actor, input: ResetInput) => ({
  ...input,
  fresh: await freshCode(),
}));

import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { secondFactors } from '@/db/schema/factors';
import { sessions } from '@/db/schema/identity';
import { record } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { preparing } from '../../accounts/commands/prepare';
import { afterBothFactors } from '../../accounts/commands/reauthenticate';
import type { proofInput } from '../input';
import { needsSecondFactor } from '../rules';
import { type FreshCodes, freshCodes, replaceCodes } from './codes';
import { ownAccount, ownEntry } from './enrol';

type Proof = z.output<typeof proofInput>;

/** Locks the factor, so that nothing is made for one that is just being taken away. */
async function lockFactor(tx: Tx, accountId: string): Promise<void> {
  const [factor] = await tx
    .select({ at: secondFactors.enrolledAt })
    .from(secondFactors)
    .where(eq(secondFactors.accountId, accountId))
    .for('update');
  if (!factor?.at) refuse('conflict', '您还没有启用动态口令');
}

const storeCodes = command<Proof & { fresh: FreshCodes }, { codes: string[] }>(
  { name: 'factor.renew_codes' },
  async (tx, actor, { fresh }) => {
    const accountId = ownAccount(actor);
    await lockFactor(tx, accountId);
    await replaceCodes(tx, accountId, fresh.hashes);
    await record(tx, actor, ownEntry(actor, 'factor.renew_codes'));
    return { codes: fresh.codes };
  },
);

/** Ten new recovery codes; the old ones open nothing any more. */
export const renewCodes = afterBothFactors(
  preparing(storeCodes, async (_actor, input: Proof) => ({ ...input, fresh: await freshCodes() })),
);

/** Gives the second factor up, where no role of the person's asks for it. */
export const removeFactor = afterBothFactors(
  command<Proof, null>({ name: 'factor.remove' }, async (tx, actor) => {
    const accountId = ownAccount(actor);
    const { 'signin.second_factor': asking } = await settingsNow(tx);
    if (needsSecondFactor(actor.grants, asking))
      refuse('rule', '您的岗位登录须用动态口令，不能停用；换了手机请用「更换手机」');
    await lockFactor(tx, accountId);
    await replaceCodes(tx, accountId, []);
    await tx.delete(secondFactors).where(eq(secondFactors.accountId, accountId));
    // Should a role ask for one again, what was shown to the old one no longer counts.
    await tx.update(sessions).set({ secondFactor: false }).where(eq(sessions.accountId, accountId));
    await notify(tx, [
      {
        personId: actor.personId ?? '',
        kind: 'account',
        title: '动态口令已停用，今后登录只需密码',
        detail: '如不是您本人操作，请立即联系系统管理员',
        href: '/me/second-factor',
      },
    ]);
    await record(tx, actor, ownEntry(actor, 'factor.remove'));
    return null;
  }),
);

import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import { pendingSignIns } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { type Result, refuse } from '@/lib/core/errors';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { takeProof } from '../../factors/commands/proof';
import type { secondStepInput } from '../../factors/input';
import { matchingRecoveryCode } from '../../factors/queries';
import { isRecoveryCode, wrongCodeMessage } from '../../factors/rules';
import { type PendingStep, pendingStep } from '../queries';
import { limitsOf } from '../rules';
import { type Attempt, attemptedAccount, reserveAttempt, signInName } from './attempts';
import { forgiveAttempt } from './limits';
import { enter, lockAccount, type SignedIn } from './session';

const lapsed = '登录已超时，请重新输入用户名和密码';

const refuseLapsed = command<void, never>({ name: signInName }, async () => refuse('session', lapsed));

interface Step extends Attempt {
  step: PendingStep;
  code: string;
  /** The unused recovery code that was matched, if that is what was typed. */
  recoveryId: string | null;
  /** Wrong attempts left from this place. */
  left: number;
}

const finish = command<Step, SignedIn>(
  { name: signInName, entity: attemptedAccount },
  async (tx, actor, { step, code, recoveryId, left, limits }) => {
    const { accountId, credentialSum: sum, deviceId, userAgent } = step;
    const account = await lockAccount(tx, { accountId, sum });
    const [mine] = await tx
      .delete(pendingSignIns)
      .where(eq(pendingSignIns.id, step.id))
      .returning({ id: pendingSignIns.id });
    if (!mine) refuse('session', lapsed);
    const { 'signin.lock_minutes': minutes } = await settingsNow(tx);
    if (!(await takeProof(tx, { accountId, code, recoveryId }))) {
      const message = wrongCodeMessage(code, left, minutes);
      refuse('invalid', message, { fields: { code: message } });
    }
    await forgiveAttempt(tx, limits);
    const { username, personId, name, unitId, unitName } = step;
    return enter(tx, actor, {
      owner: { accountId, username, personId, name, unitId, unitName },
      account,
      entrance: {
        userAgent,
        newDevice: deviceId === null,
        how: isRecoveryCode(code) ? '恢复码' : '动态口令',
      },
    });
  },
);

/**
 * The second step of signing in: a code of the telephone, or one of the recovery codes. Counted and bounded as passwords are,
 * apart from them, by account and place. Refusals: `session` (no first step, or more than ten minutes ago), `limited`,
 * `invalid` (wrong or used before), and those of the first step, should the account have changed meanwhile.
 */
async function run(actor: Actor, { code }: z.output<typeof secondStepInput>): Promise<Result<SignedIn>> {
  const step = await pendingStep(actor);
  if (!step) return refuseLapsed(actor, undefined);
  const settings = await settingsNow();
  const limits = limitsOf(
    {
      username: step.username,
      address: actor.address ?? 'unknown',
      device: step.deviceId,
      knownAddress: step.knownAddress,
      step: 'code',
    },
    { failures: settings['signin.lock_failures'], minutes: settings['signin.lock_minutes'] },
  );
  const attempt = { account: { id: step.accountId, username: step.username }, limits };
  const left = await reserveAttempt(actor, attempt);
  if (!left.ok) return left;
  // Outside any transaction, as with passwords.
  const recoveryId = isRecoveryCode(code) ? await matchingRecoveryCode(actor, step.accountId, code) : null;
  return finish(actor, { ...attempt, step, code, recoveryId, left: left.value });
}

export const passSecondStep = Object.assign(run, { commandName: signInName });

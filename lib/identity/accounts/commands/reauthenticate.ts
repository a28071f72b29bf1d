import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { secondFactors } from '@/db/schema/factors';
import { accounts } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { passwordMatches } from '@/lib/core/password';
import { settingsNow } from '@/lib/settings/queries';
import { type Command, command } from '@/lib/workflow/command';
import { takeProof } from '../../factors/commands/proof';
import { matchingRecoveryCode } from '../../factors/queries';
import { isRecoveryCode, wrongCodeMessage } from '../../factors/rules';
import { countAttempt, forgiveAttempt } from '../../signin/commands/limits';
import { counterPrefix, type Limit, limitMessage } from '../../signin/rules';

const spec = {
  name: 'account.reauthenticate',
  entity: () => ({ type: 'account', id: 'own', label: '本人账号' }),
};

/** What is held against what was typed. */
interface Reserved {
  accountId: string;
  hash: string | null;
  /** Whether a code is asked for beside the password. */
  enrolled: boolean;
  limit: Limit;
  /** Wrong attempts left in this session. */
  left: number;
}

/** Counts the attempt in a transaction of its own, so that it stays counted when the password is wrong. */
const reserve = command<void, Reserved>(spec, async (tx, actor) => {
  const [account] = await tx
    .select({
      id: accounts.id,
      username: accounts.username,
      hash: accounts.passwordHash,
      enrolled: sql<boolean>`${secondFactors.secretCipher} is not null`,
    })
    .from(accounts)
    .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id))
    .where(eq(accounts.id, actor.accountId ?? refuse('session', '登录已失效，请重新登录')));
  if (!account) return refuse('session', '登录已失效，请重新登录');
  const settings = await settingsNow(tx);
  const limit: Limit = {
    name: 'pair',
    key: `${counterPrefix(account.username)}session:${actor.sessionId}`,
    failures: settings['signin.lock_failures'],
    seconds: settings['signin.lock_minutes'] * 60,
  };
  const [counted] = await countAttempt(tx, [limit]);
  if (counted?.reachedUntil) {
    const message = limitMessage('pair', counted.reachedUntil, now());
    return refuse('limited', message, { fields: { current: message } });
  }
  const { id: accountId, hash, enrolled } = account;
  return { accountId, hash, enrolled, limit, left: counted?.left ?? 0 };
});

interface Shown {
  password: boolean;
  /** Null where none is asked for. */
  code: { code: string; recoveryId: string | null } | null;
}

async function checkCode(tx: Tx, { code, recoveryId }: NonNullable<Shown['code']>, of: Reserved) {
  const { 'signin.lock_minutes': minutes } = await settingsNow(tx);
  if (code && (await takeProof(tx, { accountId: of.accountId, code, recoveryId }))) return;
  const message = code ? wrongCodeMessage(code, of.left, minutes) : '请填写动态口令';
  refuse('invalid', message, { fields: { code: message } });
}

const settle = command<{ shown: Shown; reserved: Reserved }, null>(
  spec,
  async (tx, _actor, { shown, reserved }) => {
    if (!shown.password) refuse('invalid', '现密码不正确', { fields: { current: '现密码不正确' } });
    if (shown.code) await checkCode(tx, shown.code, reserved);
    await forgiveAttempt(tx, [reserved.limit]);
    return null;
  },
);

/** The hash of the password that was typed: whoever replaces it sees to it that it is still the one. */
export interface Proven {
  proven: string | null;
}

type Proving<Input> = (actor: Actor, input: Input, reserved: Reserved) => Promise<Shown>;

function after<Input, Output>(
  inner: Command<Input & Proven, Output>,
  prove: Proving<Input>,
): Command<Input, Output> {
  const run = async (actor: Actor, input: Input) => {
    const reserved = await reserve(actor, undefined);
    if (!reserved.ok) return reserved;
    const shown = await prove(actor, input, reserved.value);
    const settled = await settle(actor, { shown, reserved: reserved.value });
    return settled.ok ? inner(actor, { ...input, proven: reserved.value.hash }) : settled;
  };
  return Object.assign(run, { commandName: inner.commandName });
}

/**
 * A command that only its owner may give: the password is asked again first. Wrong ones are counted, recorded and bounded
 * as at sign-in, so that an unattended browser is no way to guess it.
 */
export function afterPassword<Input extends { current: string }, Output>(
  inner: Command<Input & Proven, Output>,
): Command<Input, Output> {
  return after(inner, async (_actor, { current }, { hash }) => ({
    password: await passwordMatches(current, hash),
    code: null,
  }));
}

/** The same for what changes the second factor itself: where there is one, it is asked for as well as the password. */
export function afterBothFactors<Input extends { current: string; code: string }, Output>(
  inner: Command<Input & Proven, Output>,
): Command<Input, Output> {
  return after(inner, async (actor, { current, code }, { hash, enrolled, accountId }) => {
    const password = await passwordMatches(current, hash);
    if (!enrolled) return { password, code: null };
    const tried = password && isRecoveryCode(code);
    return {
      password,
      code: { code, recoveryId: tried ? await matchingRecoveryCode(actor, accountId, code) : null },
    };
  });
}

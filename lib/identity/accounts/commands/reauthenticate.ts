import { eq } from 'drizzle-orm';
import { accounts } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { passwordMatches } from '@/lib/core/password';
import { settingsNow } from '@/lib/settings/queries';
import { type Command, command } from '@/lib/workflow/command';
import { countAttempt, forgiveAttempt } from '../../signin/commands/limits';
import { counterPrefix, type Limit, limitMessage } from '../../signin/rules';

const spec = {
  name: 'account.reauthenticate',
  entity: () => ({ type: 'account', id: 'own', label: '本人账号' }),
};

/** Counts the attempt in a transaction of its own, so that it stays counted when the password is wrong. */
const reserve = command<void, { hash: string | null; limit: Limit }>(spec, async (tx, actor) => {
  const [account] = await tx
    .select({ username: accounts.username, hash: accounts.passwordHash })
    .from(accounts)
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
  return { hash: account.hash, limit };
});

const settle = command<{ right: boolean; limit: Limit }, null>(spec, async (tx, _actor, { right, limit }) => {
  if (!right) refuse('invalid', '现密码不正确', { fields: { current: '现密码不正确' } });
  await forgiveAttempt(tx, [limit]);
  return null;
});

/**
 * A command that only its owner may give: the password is asked again first. Wrong ones are counted, recorded and bounded
 * as at sign-in, so that an unattended browser is no way to guess it.
 */
export function afterPassword<Input extends { current: string }, Output>(
  inner: Command<Input, Output>,
): Command<Input, Output> {
  const run = async (actor: Actor, input: Input) => {
    const reserved = await reserve(actor, undefined);
    if (!reserved.ok) return reserved;
    const { hash, limit } = reserved.value;
    const right = await passwordMatches(input.current, hash);
    const settled = await settle(actor, { right, limit });
    return settled.ok ? inner(actor, input) : settled;
  };
  return Object.assign(run, { commandName: inner.commandName });
}

import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { type Limit, limitMessage } from '../rules';
import { countAttempt } from './limits';

export const signInName = 'account.sign_in';

/** What an attempt is aimed at, and the counters it is held against. */
export interface Attempt {
  account: { id: string; username: string } | null;
  limits: Limit[];
}

/** The username as it was typed is not kept: people type passwords into that field. */
export const attemptedAccount = ({ account }: Attempt) => ({
  type: 'account',
  id: account?.id ?? 'unknown',
  label: account?.username ?? '不存在的用户名',
});

/**
 * Counts an attempt in a transaction of its own, before anything is looked at, so that it stays counted whatever comes of it.
 * @returns how many wrong attempts are left from this place.
 */
export const reserveAttempt = command<Attempt, number>(
  { name: signInName, entity: attemptedAccount },
  async (tx, _actor, { limits }) => {
    const counted = await countAttempt(tx, limits);
    const at = now();
    for (const { name: limit, reachedUntil } of counted) {
      if (reachedUntil) refuse('limited', limitMessage(limit, reachedUntil, at));
    }
    return counted.find((one) => one.name === 'pair')?.left ?? 0;
  },
);

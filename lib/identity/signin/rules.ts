import { formatShort } from '@/lib/core/time';

/** Who tries, from where. `device` is set for a browser in which this account has signed in before. */
interface Attempt {
  username: string;
  address: string;
  device: string | null;
  /** Whether the account has lately signed in from this address. */
  knownAddress: boolean;
  /** Codes are counted apart from passwords: a right password makes no room for wrong codes. */
  step?: 'password' | 'code';
}

export type LimitName = 'pair' | 'account' | 'address';

export interface Limit {
  name: LimitName;
  key: string;
  failures: number;
  /** Failures are forgotten, and a limit that was reached ends, after this time. */
  seconds: number;
}

/** How long the second step may take: the telephone is in another room, the app is not open. */
export const secondStepMinutes = 10;

const hour = 3_600;
const strangersPerAccount = 30;
const perAddress = 100;

/** What every counter of one username begins with, so that an administrator can clear them together. */
export const counterPrefix = (username: string): string => `user:${encodeURIComponent(username)}:`;

/**
 * The counters an attempt is held against. Each account and address (or known device) has its own small number, so that
 * a stranger locks out himself only. What strangers try on one account from everywhere, and on all accounts from one
 * address, is bounded as well; a device that signed in before is not held against either, an address that did not against
 * the first, so that neither can be used to keep the owner out.
 */
export function limitsOf(attempt: Attempt, lock: { failures: number; minutes: number }): Limit[] {
  const prefix = counterPrefix(attempt.username) + (attempt.step === 'code' ? 'code:' : '');
  const from = attempt.device ? `device:${attempt.device}` : `address:${attempt.address}`;
  const pair: Limit = {
    name: 'pair',
    key: prefix + from,
    failures: lock.failures,
    seconds: lock.minutes * 60,
  };
  if (attempt.device) return [pair];
  const address: Limit = {
    name: 'address',
    key: `address:${attempt.address}`,
    failures: perAddress,
    seconds: hour,
  };
  if (attempt.knownAddress) return [address, pair];
  const account: Limit = {
    name: 'account',
    key: `${prefix}strangers`,
    failures: strangersPerAccount,
    seconds: hour,
  };
  return [address, account, pair];
}

const waits: Record<LimitName, string> = {
  pair: '连续输错次数过多，已暂时锁定',
  account: '该用户名近期在其他地方多次登录失败，暂不接受新设备登录',
  address: '本网络登录失败次数过多，暂不接受新设备登录',
};

/** Why the attempt is not even looked at, and for how long. */
export function limitMessage(name: LimitName, until: Date, at: Date): string {
  const minutes = Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 60_000));
  return `${waits[name]}，请 ${minutes} 分钟后（${formatShort(until)}）再试；急用请联系系统管理员解除`;
}

/** The same words whether the username or the password is wrong; warns before the lock. */
export function wrongMessage(left: number, lockMinutes: number): string {
  if (left <= 0) return `用户名或密码不正确，已锁定 ${lockMinutes} 分钟`;
  return left <= 2 ? `用户名或密码不正确，再输错 ${left} 次将锁定 ${lockMinutes} 分钟` : '用户名或密码不正确';
}

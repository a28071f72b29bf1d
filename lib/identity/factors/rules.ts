import type { Grant } from '@/lib/access/actor';

/**
 * Whether one of the roles asks for a second factor by the setting. Duties handed over count as the role: who decides for a
 * leader must be as sure to be himself as the leader.
 */
export function needsSecondFactor(grants: readonly Grant[], setting: string): boolean {
  const asking = setting.split(',');
  return grants.some(({ role }) => asking.includes(role));
}

const oneTime = /^\d{6}$/;
const recovery = /^[A-HJ-NP-Z2-9]{12}$/;

/** A code as people type it: full-width, with spaces or dashes, in small letters. */
export function plainFactorCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—]/g, '');
}

/** Six digits from the telephone, or twelve signs from the slip of recovery codes. */
export const isFactorCode = (code: string): boolean => oneTime.test(code) || recovery.test(code);
export const isRecoveryCode = (code: string): boolean => recovery.test(code);

/** A secret in groups of four, to be typed where nothing can be scanned. */
export const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** What is wrong with a code, and how far the lock is. */
export function wrongCodeMessage(code: string, left: number, lockMinutes: number): string {
  const wrong = isRecoveryCode(code)
    ? '恢复码不正确，或已经用过'
    : '动态口令不正确，或已经用过，请输入手机上正在显示的 6 位数字';
  if (left <= 0) return `${wrong}；已锁定 ${lockMinutes} 分钟`;
  return left <= 2 ? `${wrong}；再输错 ${left} 次将锁定 ${lockMinutes} 分钟` : wrong;
}

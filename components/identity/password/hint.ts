import type { PasswordRules } from '@/lib/identity/accounts/queries';
import { threeKinds } from '@/lib/identity/accounts/rules/password-limits';

/** What a new password has to be just now, in one line under its field. */
export function passwordHint({ shortest, kinds, history, days }: PasswordRules): string {
  return [
    `至少 ${shortest} 位，可以用一句话`,
    ...(kinds === 'three' ? [`须含${threeKinds}`] : []),
    '不得为常见密码，不得包含姓名、用户名、单位、街道或系统名称',
    ...(history > 1 ? [`不得与最近 ${history} 次用过的密码相同`] : []),
    ...(days > 0 ? [`每 ${days} 天须更换一次`] : []),
  ].join('；');
}

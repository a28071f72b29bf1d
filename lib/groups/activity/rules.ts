import type { ActivityKind } from '@/db/schema/activity';
import type { Platform } from '@/db/schema/groups';
import { officeDay } from '@/lib/core/time';

const names: Readonly<Record<ActivityKind, string>> = {
  sign_in: '登录平台',
  request: '提交申请',
  order: '办理群内事项',
  receipt: '阅读或回执',
  message: '群内发言',
};

/** What was last seen of somebody, in words: `登录平台`. */
export const activityName = (kind: ActivityKind): string => names[kind];

/** From when until when what happens in a group is known; null where nothing is. */
export interface Records {
  from: Date;
  /** Null while records come in by themselves. */
  until: Date | null;
}

const day = 86_400_000;
/** Chat records come in as files, always some days old; older than this they say nothing of the present. */
const staleAfterDays = 7;

/** Why nobody can be called inactive in a group whose records are these; null when they cover everything since `cutoff`. */
export function recordsMissing(
  { platform, records }: { platform: Platform; records: Records | null },
  cutoff: Date,
  at: Date,
): string | null {
  if (!records) return platform === 'portal' ? '还没有活动记录' : '尚未导入聊天记录';
  if (records.from > cutoff) return `${officeDay(records.from)} 起才有记录`;
  const stale = records.until && records.until.getTime() < at.getTime() - staleAfterDays * day;
  return stale && records.until ? `记录只到 ${officeDay(records.until)}` : null;
}

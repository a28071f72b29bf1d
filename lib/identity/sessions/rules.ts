/** More specific ones first: Edge and WeCom also call themselves Chrome. */
const browsers: readonly [RegExp, string][] = [
  [/wxwork/i, '企业微信'],
  [/micromessenger/i, '微信'],
  [/dingtalk/i, '钉钉'],
  [/lark|feishu/i, '飞书'],
  [/edg(e|a|ios)?\//i, 'Edge'],
  [/firefox|fxios/i, 'Firefox'],
  [/qqbrowser/i, 'QQ 浏览器'],
  [/chrome|crios/i, 'Chrome'],
  [/safari/i, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/windows/i, 'Windows'],
  [/harmonyos|openharmony/i, '鸿蒙'],
  [/android/i, 'Android'],
  [/iphone|ipad/i, 'iOS'],
  [/mac os/i, 'macOS'],
  [/uos|kylin/i, '国产系统'],
  [/linux/i, 'Linux'],
];

const first = (list: readonly [RegExp, string][], text: string): string | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1];

/** `Chrome · Windows`, good enough to know one's own sessions apart. */
export function browserName(userAgent: string | null): string {
  const parts = [first(browsers, userAgent ?? ''), first(systems, userAgent ?? '')].filter(Boolean);
  return parts.join(' · ') || '未知浏览器';
}

/** Why a session no longer counts: nothing was done for too long, it has lasted as long as one may, or somebody has ended it. */
export type SessionEnd = 'idle' | 'long' | 'ended';

interface Lasting {
  startedAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

/** How long a session may last without anything being done, and in all. */
export interface SessionLimits {
  idleMinutes: number;
  hours: number;
}

const minuteMs = 60_000;

/** By what it ended, the first of all; a session that could still stand has been ended with its account. */
export function endOf(
  { startedAt, lastSeenAt, expiresAt, endedAt }: Lasting,
  at: Date,
  limits: SessionLimits,
): SessionEnd {
  const idle = lastSeenAt.getTime() + limits.idleMinutes * minuteMs;
  const long = Math.min(startedAt.getTime() + limits.hours * 60 * minuteMs, expiresAt.getTime());
  const first = Math.min(idle, long);
  if (first > at.getTime() || (endedAt && endedAt.getTime() < first)) return 'ended';
  return idle <= long ? 'idle' : 'long';
}

import type { Platform } from '@/db/schema/groups';
import type { NicknameState } from '@/db/schema/membership';
import type { Choice } from '@/lib/core/paging';

export const platformNames: Record<Platform, string> = {
  wecom: '企业微信',
  dingtalk: '钉钉',
  feishu: '飞书',
  wechat: '微信',
  portal: '本平台',
};

export const platformIds = Object.keys(platformNames) as [Platform, ...Platform[]];

export const platformChoices: readonly Choice[] = Object.entries(platformNames).map(([value, label]) => ({
  value,
  label,
}));

export const nicknameStates: Record<NicknameState, { label: string; tone: 'warning' | 'success' }> = {
  to_set: { label: '待改昵称', tone: 'warning' },
  confirmed: { label: '昵称已规范', tone: 'success' },
};

/** A group outside this portal can be reached only through somebody who administers it there. */
export function needsAdministrator(platform: Platform): boolean {
  return platform !== 'portal';
}

/** In a chat a nickname is set by hand; the portal shows the one that is registered. */
export function setsNicknames(platform: Platform): boolean {
  return platform !== 'portal';
}

/** What the group's own page tells of its history; the audit trail has the rest. */
export const groupEvents = {
  'group.create': '建群',
  'group.edit': '修改群资料',
  'group.add_administrator': '指定群管理员',
  'group.remove_administrator': '解除群管理员',
  'group.archive': '归档',
  'group.restore': '恢复使用',
} as const;

/** Numbers as they are kept: `RQ-2026-0418`. */
export interface Numbers {
  requests: string[];
  orders: string[];
  /** The text can mean nothing else than this number. */
  certain: boolean;
}

const written = /^(RQ|OD)?-?(?:(20\d\d)-)?(\d{1,8})$/;
const together = /^(RQ|OD)(20\d\d)(\d{4,8})$/;

/**
 * The numbers somebody may have meant, however he typed them: `rq 2026 418`, `ＲＱ－２０２６－０４１８`, `RQ20260418`. Without a year
 * it is one of `year`; digits alone may be a request's or an order's.
 */
export function readNumbers(text: string, year: number): Numbers {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .trim()
    .replace(/[\s\-‐-―_]+/g, '-');
  const parts = together.exec(plain.replaceAll('-', '')) ?? written.exec(plain);
  const count = parts?.[3];
  if (!(parts && count)) return { requests: [], orders: [], certain: false };
  const series = parts[1];
  const rest = `${parts[2] ?? year}-${String(Number(count)).padStart(4, '0')}`;
  return {
    requests: series === 'OD' ? [] : [`RQ-${rest}`],
    orders: series === 'RQ' ? [] : [`OD-${rest}`],
    certain: series !== undefined,
  };
}

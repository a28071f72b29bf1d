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

/** What the group's own page tells of its history; the audit trail has the rest. */
export const groupEvents = {
  'group.create': '建群',
  'group.edit': '修改群资料',
  'group.add_administrator': '指定群管理员',
  'group.remove_administrator': '解除群管理员',
  'group.archive': '归档',
  'group.restore': '恢复使用',
} as const;

import { noticePermissions } from './permissions/notices';
import { everyone, type Permission } from './permissions/permission';

/** The one table of who may do what: code asks it, /admin/permissions shows it. What it does not grant is refused. */
export const permissions = {
  'workbench.view': { label: '查看本人待办', area: '通用', clause: '1.1', grants: everyone },
  'inbox.view': { label: '查看本人消息', area: '通用', grants: everyone },
  'account.own': { label: '管理本人密码、会话与显示设置', area: '通用', grants: everyone },
  'regulation.view': { label: '查看制度条款', area: '通用', clause: '8', grants: everyone },

  'groups.view': {
    label: '查看工作群',
    area: '工作群',
    clause: '1.2',
    delegable: true,
    grants: {
      member: 'joined_groups',
      group_admin: 'own_groups',
      unit_head: 'all',
      leader: 'all',
      office_admin: 'all',
      supervisor: 'all',
    },
  },
  'groups.members': {
    label: '查看群成员',
    area: '工作群',
    clause: '2.2.1a',
    grants: {
      member: 'joined_groups',
      group_admin: 'own_groups',
      unit_head: 'own_unit',
      leader: 'charge_units',
      office_admin: 'all',
      supervisor: 'all',
    },
  },
  'groups.manage': {
    label: '建群、归档、指定群管理员',
    area: '工作群',
    clause: '2.2.1a',
    grants: { office_admin: 'all' },
  },

  'membership.view': {
    label: '查看入群退群申请',
    area: '成员管理',
    clause: '2.1.1',
    delegable: true,
    grants: { member: 'self', unit_head: 'own_unit', office_admin: 'all', supervisor: 'all' },
  },
  'membership.submit': {
    label: '提交入群申请',
    area: '成员管理',
    clause: '2.1.1',
    delegable: true,
    grants: { unit_head: 'own_unit', office_admin: 'all' },
  },
  'membership.decide': {
    label: '审核入群申请',
    area: '成员管理',
    clause: '2.1.1',
    grants: { office_admin: 'all' },
  },
  'membership.withdraw': {
    label: '撤回本人提交的申请',
    area: '成员管理',
    clause: '2.1.1',
    delegable: true,
    grants: { unit_head: 'own_unit', office_admin: 'all' },
  },
  'leave.report': {
    label: '报告本人退群',
    area: '成员管理',
    clause: '2.3.1',
    grants: everyone,
  },
  'inactive.view': {
    label: '查看不活跃成员清理',
    area: '成员管理',
    clause: '2.2.1c',
    delegable: true,
    grants: { unit_head: 'own_unit', office_admin: 'all' },
  },
  'inactive.answer': {
    label: '答复不活跃成员保留或移出',
    area: '成员管理',
    clause: '2.2.1c',
    delegable: true,
    grants: { unit_head: 'own_unit' },
  },
  'inactive.decide': {
    label: '决定单位未答复的不活跃成员',
    area: '成员管理',
    clause: '2.2.1c',
    grants: { office_admin: 'all' },
  },
  'inactive.start': {
    label: '发起不活跃成员清理',
    area: '成员管理',
    clause: '2.2.1c',
    grants: { office_admin: 'all' },
  },
  'nickname.confirm': {
    label: '确认群昵称已改好',
    area: '成员管理',
    clause: '2.1.2',
    grants: { member: 'self', group_admin: 'own_groups' },
  },

  'nickname.view': {
    label: '查看群昵称情况',
    area: '成员管理',
    clause: '2.1.2',
    grants: { unit_head: 'own_unit', group_admin: 'own_groups', office_admin: 'all', supervisor: 'all' },
  },
  'nickname.remind': {
    label: '催改群昵称',
    area: '成员管理',
    clause: '2.1.2',
    grants: { unit_head: 'own_unit', group_admin: 'own_groups', office_admin: 'all' },
  },
  'roster.check': {
    label: '花名册比对与处理、发起存量登记',
    area: '成员管理',
    clause: '2.2.1a',
    grants: { group_admin: 'own_groups', office_admin: 'all' },
  },
  'baseline.vouch': {
    label: '以群管理员身份确认存量登记',
    area: '成员管理',
    clause: '2.1.1',
    grants: { group_admin: 'own_groups' },
  },
  'baseline.decide': {
    label: '以街道办公室身份确认存量登记',
    area: '成员管理',
    clause: '2.1.1',
    grants: { office_admin: 'all' },
  },

  'orders.view': {
    label: '查看群内办理单',
    area: '群内办理',
    clause: '2.2.1a',
    grants: { group_admin: 'own_groups', office_admin: 'all' },
  },
  'orders.handle': {
    label: '办理并回执',
    area: '群内办理',
    clause: '2.2.1a',
    grants: { group_admin: 'own_groups', office_admin: 'all' },
  },
  'orders.manage': {
    label: '转交办理单，处置未办成的办理单',
    area: '群内办理',
    clause: '2.2.1a',
    grants: { office_admin: 'all' },
  },

  ...noticePermissions,

  'units.view': {
    label: '查看单位',
    area: '单位与人员',
    clause: '1.2',
    grants: { office_admin: 'all', system_admin: 'all' },
  },
  'units.manage': { label: '增改单位', area: '单位与人员', clause: '1.2', grants: { office_admin: 'all' } },
  'people.view': {
    label: '查看人员',
    area: '单位与人员',
    clause: '1.2',
    grants: { unit_head: 'own_unit', office_admin: 'all', system_admin: 'all' },
  },
  'people.manage': {
    label: '增改人员、办理离任',
    area: '单位与人员',
    clause: '1.2',
    grants: { office_admin: 'all' },
  },
  'people.reveal_phone': {
    label: '查看完整手机号（留痕）',
    area: '单位与人员',
    clause: '1.3.3',
    grants: { unit_head: 'own_unit', office_admin: 'all' },
  },
  'delegation.own': {
    label: '将本人审核职责委托他人',
    area: '单位与人员',
    grants: { unit_head: 'self', leader: 'self' },
  },
  'delegation.enter': {
    label: '凭书面材料代为登记委托',
    area: '单位与人员',
    grants: { office_admin: 'all' },
  },

  'accounts.manage': { label: '发放与停用账号、解除锁定', area: '系统', grants: { system_admin: 'all' } },
  'roles.assign': { label: '指派角色与分管单位', area: '系统', grants: { system_admin: 'all' } },
  'sessions.end': { label: '结束他人会话', area: '系统', grants: { system_admin: 'all' } },
  'settings.view': {
    label: '查看规则设置',
    area: '系统',
    clause: '8',
    grants: { office_admin: 'all', system_admin: 'all' },
  },
  'settings.rules': { label: '修改业务规则', area: '系统', clause: '8', grants: { office_admin: 'all' } },
  'settings.signin': { label: '修改登录与备份设置', area: '系统', grants: { system_admin: 'all' } },
  'calendar.view': {
    label: '查看工作日历',
    area: '系统',
    grants: { office_admin: 'all', system_admin: 'all' },
  },
  'calendar.manage': { label: '调整工作日历', area: '系统', grants: { office_admin: 'all' } },
  'screening.manage': {
    label: '维护筛查词库、试筛文字',
    area: '系统',
    clause: '1.3.3',
    grants: { office_admin: 'all' },
  },
  'permissions.view': {
    label: '查看权限矩阵',
    area: '系统',
    grants: { office_admin: 'all', system_admin: 'all', auditor: 'all' },
  },
  'jobs.view': { label: '查看后台任务', area: '系统', grants: { system_admin: 'all' } },
  'jobs.retry': { label: '重试后台任务', area: '系统', grants: { system_admin: 'all' } },
  'audit.view': { label: '查阅与导出审计日志', area: '审计', clause: '1.3.3', grants: { auditor: 'all' } },
} as const satisfies Record<string, Permission>;

export type PermissionName = keyof typeof permissions;

/** The table's row, with its literal types forgotten. */
export function permission(name: PermissionName): Permission {
  return permissions[name];
}

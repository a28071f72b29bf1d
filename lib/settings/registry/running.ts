import * as z from 'zod';
import { roles } from '@/lib/access/roles';
import { setting, whole } from './setting';

/** Roles whose holders can be asked for a second factor. */
const factorRoles = ['office_admin', 'leader', 'system_admin', 'auditor'] as const;
const several = (values: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => text === '' || text.split(',').every((one) => values.includes(one)),
      '请从列出的选项中选择',
    )
    .transform((text) => values.filter((one) => text.split(',').includes(one)).join(','));

/** Signing in, sealing, backups and retention: the system administrator's business. */
export const runningSettings = {
  'signin.idle_minutes': setting({
    label: '无操作自动退出',
    hint: '超过此时间没有操作，需要重新登录',
    area: 'signin',
    unit: '分钟',
    kind: 'number',
    schema: whole(5, 240),
    initial: 30,
  }),
  'signin.absolute_hours': setting({
    label: '单次登录最长时间',
    hint: '到时需要重新登录',
    area: 'signin',
    unit: '小时',
    kind: 'number',
    schema: whole(1, 24),
    initial: 12,
  }),
  'signin.lock_failures': setting({
    label: '连续输错几次后锁定',
    hint: '按来源地址与账号计算',
    area: 'signin',
    unit: '次',
    kind: 'number',
    schema: whole(3, 20),
    initial: 5,
  }),
  'signin.lock_minutes': setting({
    label: '锁定时间',
    hint: '到时自动解除',
    area: 'signin',
    unit: '分钟',
    kind: 'number',
    schema: whole(5, 240),
    initial: 30,
  }),
  'signin.password_length': setting({
    label: '密码最短长度',
    hint: '不得为常见密码，不得含姓名、单位、系统名称',
    area: 'signin',
    unit: '位',
    kind: 'number',
    schema: whole(8, 64),
    initial: 10,
  }),
  'signin.password_kinds': setting<'any' | 'three'>({
    label: '密码字符种类',
    hint: '默认不限，以长度和常见密码库把关；等级保护测评要求复杂度时再启用',
    area: 'signin',
    kind: 'choice',
    choices: [
      { value: 'any', label: '不限' },
      { value: 'three', label: '大写字母、小写字母、数字、其他符号，至少三种' },
    ],
    schema: z.enum(['any', 'three'], '请选择'),
    initial: 'any',
  }),
  'signin.password_days': setting({
    label: '密码有效期',
    hint: '到期后，登录时须先设置新密码；0 为不限，等级保护测评要求定期更换时再启用',
    area: 'signin',
    unit: '天',
    zero: '不限',
    kind: 'number',
    schema: whole(0, 365),
    initial: 0,
  }),
  'signin.password_history': setting({
    label: '不得重复使用的密码',
    hint: '新密码不得与最近几次的相同，含现密码；0 为只与现密码比对',
    area: 'signin',
    unit: '次',
    zero: '仅现密码',
    kind: 'number',
    schema: whole(0, 10),
    initial: 0,
  }),
  'signin.second_factor': setting({
    label: '须用动态口令登录的角色',
    hint: '建议全部勾选。请先通知相关人员在手机上备好身份验证器：保存后，尚未设置的人员（含您本人）须先设置才能继续。其他人员可在「我的」中自行启用',
    area: 'signin',
    kind: 'several',
    choices: factorRoles.map((role) => ({ value: role, label: roles[role] })),
    schema: several(factorRoles),
    initial: '',
  }),
  'signin.code_days': setting({
    label: '一次性登录码有效期',
    hint: '自发放起',
    area: 'signin',
    unit: '天',
    kind: 'number',
    schema: whole(1, 30),
    initial: 7,
  }),
  'audit.keep_months': setting({
    label: '审计日志保存时间',
    hint: '到期的记录按封存段整段清理，不得少于 6 个月',
    area: 'signin',
    unit: '个月',
    kind: 'number',
    schema: whole(6, 120),
    initial: 36,
  }),
  'backup.hour': setting({
    label: '自动备份时间',
    hint: '每天此时备份一次；关机错过的，开机后补做',
    area: 'signin',
    unit: '点',
    kind: 'number',
    schema: whole(0, 23),
    initial: 3,
  }),
  'backup.keep_days': setting({
    label: '备份保留时间',
    hint: '到期自动删除，最近 3 份始终保留',
    area: 'signin',
    unit: '天',
    kind: 'number',
    schema: whole(3, 365),
    initial: 30,
  }),
  'retention.inbox_days': setting({
    label: '已读消息保留时间',
    hint: '到期自动删除；未读消息不删',
    area: 'signin',
    unit: '天',
    kind: 'number',
    schema: whole(30, 3_650),
    initial: 180,
  }),
  'retention.departed_years': setting({
    label: '离任人员手机号保留时间',
    hint: '自离任起，到期清除手机号和登录凭据，姓名与办理记录保留；依据个人信息保护法第十九条',
    area: 'signin',
    unit: '年',
    kind: 'number',
    schema: whole(1, 10),
    initial: 3,
  }),
} as const;

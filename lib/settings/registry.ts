import * as z from 'zod';
import { roles } from '@/lib/access/roles';

interface Setting<T> {
  label: string;
  hint: string;
  /** `rules` is the Office's business, `signin` (and backups) the system administrator's. */
  area: 'rules' | 'signin';
  unit?: string;
  /** What 0 means, where it is no quantity. */
  zero?: string;
  clause?: string;
  /** How the form asks for it: minutes since midnight are shown as a time of day, any of several choices as a list. */
  kind: 'number' | 'time' | 'text' | 'choice' | 'several' | 'switch';
  choices?: readonly { value: string; label: string }[];
  schema: z.ZodType<T>;
  initial: T;
}

const setting = <T>(definition: Setting<T>): Setting<T> => definition;
const whole = (min: number, max: number) =>
  z.coerce.number('请填写数字').int('请填写整数').min(min, `不能小于 ${min}`).max(max, `不能大于 ${max}`);
const timeOfDay = whole(0, 24 * 60 - 1);

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

/** Every threshold of the product with its default. A change is kept with who, when and why. */
export const settingRegistry = {
  'office.opens': setting({
    label: '上班时间',
    hint: '工作时限从此时起算',
    area: 'rules',
    kind: 'time',
    schema: timeOfDay,
    initial: 8 * 60 + 30,
  }),
  'office.closes': setting({
    label: '下班时间',
    hint: '此后收到的事项从下一工作日起算',
    area: 'rules',
    kind: 'time',
    schema: timeOfDay,
    initial: 18 * 60,
  }),
  'membership.decision_days': setting({
    label: '入群申请审核时限',
    hint: '自提交起',
    area: 'rules',
    unit: '个工作日',
    clause: '2.1.1',
    kind: 'number',
    schema: whole(1, 30),
    initial: 2,
  }),
  'orders.handling_days': setting({
    label: '群内办理时限',
    hint: '自下达办理单起',
    area: 'rules',
    unit: '个工作日',
    clause: '2.1.1',
    kind: 'number',
    schema: whole(1, 30),
    initial: 1,
  }),
  'orders.screenshot_mb': setting({
    label: '办理截图大小',
    hint: '每张不超过；一份回执最多 6 张',
    area: 'rules',
    unit: 'MB',
    kind: 'number',
    schema: whole(1, 20),
    initial: 10,
  }),
  'orders.screenshot_days': setting({
    label: '办理截图保留时间',
    hint: '截图可能有他人的聊天内容，到期删除；回执的时间和办理人一直保留',
    area: 'rules',
    unit: '天',
    clause: '1.3.3',
    kind: 'number',
    schema: whole(30, 1_095),
    initial: 365,
  }),
  'nickname.separator': setting({
    label: '群昵称分隔符',
    hint: '单位简称与姓名之间，默认没有；改动只用于此后生成的昵称，已登记的不变，有无分隔符都算规范',
    area: 'rules',
    clause: '2.1.2',
    kind: 'choice',
    choices: [
      { value: '', label: '无（和平张三）' },
      { value: '-', label: '短横（和平-张三）' },
      { value: ' ', label: '空格（和平 张三）' },
      { value: '·', label: '间隔号（和平·张三）' },
    ],
    schema: z.enum(['', '-', ' ', '·'], '请选择分隔符'),
    initial: '',
  }),
  'inactive.days': setting({
    label: '多久没有活动算不活跃',
    hint: '活动指登录平台、提交申请、办理事项；只计记录覆盖这段时间的群',
    area: 'rules',
    unit: '天',
    clause: '2.2.1c',
    kind: 'number',
    schema: whole(30, 365),
    initial: 90,
  }),
  'inactive.month_day': setting({
    label: '每月清理日',
    hint: '每月几日起自动询问，遇休息日顺延；0 为不自动进行',
    area: 'rules',
    unit: '日',
    zero: '不自动进行',
    clause: '2.2.1c',
    kind: 'number',
    schema: whole(0, 28),
    initial: 1,
  }),
  'inactive.answer_days': setting({
    label: '单位答复时限',
    hint: '逾期未答复的，由街道办公室决定',
    area: 'rules',
    unit: '个工作日',
    clause: '2.2.1c',
    kind: 'number',
    schema: whole(1, 30),
    initial: 5,
  }),
  'inactive.remind_days': setting({
    label: '多久未答复开始提醒',
    hint: '此后每个工作日提醒一次，直到答复',
    area: 'rules',
    unit: '个工作日',
    clause: '2.2.1c',
    kind: 'number',
    schema: whole(1, 30),
    initial: 3,
  }),
  'inactive.kept_days': setting({
    label: '答复保留后多久不再询问',
    hint: '到期仍无活动的，下次清理时再询问',
    area: 'rules',
    unit: '天',
    zero: '下次即再询问',
    clause: '2.2.1c',
    kind: 'number',
    schema: whole(0, 730),
    initial: 180,
  }),
  'inactive.exempt': setting<'fixed' | 'heads'>({
    label: '不列入清理的人员',
    hint: '群管理员、街道领导始终不列入',
    area: 'rules',
    clause: '2.2.1c',
    kind: 'choice',
    choices: [
      { value: 'fixed', label: '群管理员、街道领导' },
      { value: 'heads', label: '群管理员、街道领导、单位负责人' },
    ],
    schema: z.enum(['fixed', 'heads'], '请选择'),
    initial: 'fixed',
  }),
  'nickname.reminder_days': setting({
    label: '群昵称提醒',
    hint: '入群或发现昵称不规范后，超过此时间仍未确认的，提醒本人；本人没有账号的，提醒群管理员',
    area: 'rules',
    unit: '个工作日',
    clause: '2.1.2',
    kind: 'number',
    schema: whole(1, 30),
    initial: 3,
  }),
  'imports.keep_days': setting({
    label: '导入内容保留时间',
    hint: '上传的人员、单位表逐行保存，完成或搁置后到期删除',
    area: 'rules',
    unit: '天',
    clause: '1.3.3',
    kind: 'number',
    schema: whole(1, 90),
    initial: 7,
  }),
  'drafts.keep_days': setting({
    label: '未提交申请保留时间',
    hint: '填写一半的申请自动保存，久未继续的到期删除',
    area: 'rules',
    unit: '天',
    clause: '1.3.3',
    kind: 'number',
    schema: whole(1, 90),
    initial: 7,
  }),
  'regulation.version': setting({
    label: '制度版本',
    hint: '显示在制度条款页',
    area: 'rules',
    clause: '8',
    kind: 'text',
    schema: z.string().trim().min(1, '请填写版本，如“2026 年修订”').max(30, '不能超过 30 个字'),
    initial: '试行',
  }),
  'regulation.effective_on': setting({
    label: '施行日期',
    hint: '显示在制度条款页',
    area: 'rules',
    clause: '8',
    kind: 'text',
    schema: z.union([z.literal('未公布'), z.iso.date('请按 2026-01-01 的格式填写，或填“未公布”')], {
      error: '请按 2026-01-01 的格式填写，或填“未公布”',
    }),
    initial: '未公布',
  }),
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

export type SettingKey = keyof typeof settingRegistry;
export type Settings = { [K in SettingKey]: (typeof settingRegistry)[K]['initial'] };

/** All defaults. */
export function initialSettings(): Settings {
  return Object.fromEntries(Object.entries(settingRegistry).map(([key, s]) => [key, s.initial])) as Settings;
}

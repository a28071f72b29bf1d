import { z } from 'zod';

interface Job<Payload extends z.ZodType = z.ZodType> {
  /** On the screen /admin/jobs. */
  label: string;
  payload: Payload;
  /** At most one waiting and one running, however often it is asked for: what every scheduled job is. */
  single: boolean;
  /** How long it may run before it counts as dead and is given to another; five when not said. */
  minutes?: number;
  /** How long a finished one is kept; thirty days when not said. */
  keepHours?: number;
}

const job = <Payload extends z.ZodType>(definition: Job<Payload>): Job<Payload> => definition;

/** A chore that needs to be told nothing; doing it twice does what doing it once does. */
const chore = (label: string) => job({ label, payload: z.object({}), single: true });

/** Every background job with what it must be told. lib/worker says who does it, ./schedule when. */
export const jobRegistry = {
  'reminders.overdue': chore('超时提醒'),
  'orders.urgent': job({ label: '提醒紧急办理单', payload: z.object({}), single: true, keepHours: 24 }),
  'transfers.carry_out': chore('工作变动到期生效'),
  // Every minute, like the seals.
  'notices.publish': job({
    label: '发布到时的信息',
    payload: z.object({}),
    single: true,
    minutes: 30,
    keepHours: 24,
  }),
  'notices.follow_up': job({ label: '提醒突发事件续报', payload: z.object({}), single: true, keepHours: 24 }),
  'inactive.follow': chore('不活跃成员清理'),
  'receipts.remind': chore('回执到期提醒'),
  'notices.find_left': chore('起草人离岗的信息'),
  'reviews.escalate': chore('信息审核逾期升级'),
  'nicknames.remind': chore('群昵称提醒'),
  'sessions.purge': chore('清理已结束的会话'),
  'codes.purge': chore('清理过期的一次性登录码'),
  'dictionaries.ship': chore('装入新增的自带筛查词'),
  'submissions.purge': chore('清理过期的表单提交编号'),
  'files.purge': chore('清理未使用的上传文件'),
  // Every minute: of those that were done nobody asks tomorrow.
  'audit.seal': job({
    label: '封存审计日志',
    payload: z.object({}),
    single: true,
    minutes: 30,
    keepHours: 24,
  }),
  'audit.verify': job({ label: '核对审计日志', payload: z.object({}), single: true, minutes: 120 }),
  'audit.expire': job({ label: '清理到期的审计记录', payload: z.object({}), single: true, minutes: 60 }),
  'retention.apply': job({ label: '清理到期的个人信息', payload: z.object({}), single: true, minutes: 30 }),
  'imports.run': job({ label: '批量导入', payload: z.object({ batch: z.uuid() }), single: false }),
  'imports.purge': chore('清理到期的导入内容'),
  'drafts.purge': chore('清理未提交的申请'),
  'backup.nightly': job({
    label: '自动备份',
    // Asked for by a person: not only when it is due.
    payload: z.object({ asked: z.boolean().optional() }),
    single: true,
    minutes: 180,
  }),
} as const;

export type JobName = keyof typeof jobRegistry;
export type JobPayload<Name extends JobName> = z.output<(typeof jobRegistry)[Name]['payload']>;

export const jobNames = Object.keys(jobRegistry) as JobName[];

/** Whether a text names a job. */
export function isJobName(text: string): text is JobName {
  return Object.hasOwn(jobRegistry, text);
}

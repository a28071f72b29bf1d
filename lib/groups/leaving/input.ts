import * as z from 'zod';
import { idField } from '@/lib/core/id';

const mostAtOnce = 200;

const seen = z.object({ id: idField, version: z.number().int().positive() });

/** Memberships that are to end, of one person or several. */
export const leaveInput = z.object({
  submissionId: z.uuid(),
  membershipIds: z
    .array(idField)
    .min(1, '请选择要退出的群')
    .max(mostAtOnce, `一次最多 ${mostAtOnce} 项`)
    .refine((ids) => new Set(ids).size === ids.length, '同一项选了两次'),
  reason: z.string().trim().min(1, '请填写退群事由').max(200, '退群事由最多 200 字'),
});
export type Leave = z.output<typeof leaveInput>;

/** What the form asks beside: whose groups are to choose from. The command needs only the memberships. */
export const leaveFormInput = leaveInput.extend({ personId: idField });

export const forwardInput = z.object({
  rows: z
    .array(seen)
    .min(1, '请先选择申请')
    .max(mostAtOnce, `一次最多 ${mostAtOnce} 件`)
    .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, '同一件申请选了两次'),
});
export type Forward = z.output<typeof forwardInput>;

export const withdrawLeaveInput = seen.extend({
  reason: z.string().trim().max(200, '撤回原因最多 200 字').optional(),
});
export type WithdrawLeave = z.output<typeof withdrawLeaveInput>;

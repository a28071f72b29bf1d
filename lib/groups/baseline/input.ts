import * as z from 'zod';
import { idField } from '@/lib/core/id';

const mostText = 90_000;

export const startBaselineInput = z.object({
  submissionId: z.uuid(),
  groupId: idField,
  text: z
    .string()
    .min(1, '请粘贴群成员名单，每行一人')
    .max(mostText, '内容过长，一个群最多 2,000 人')
    .refine((text) => !text.includes('\0'), '含有无法识别的字符'),
});
export type StartBaseline = z.output<typeof startBaselineInput>;

/** A baseline as the person saw it: another change since then makes it another version. */
const seen = z.object({ id: idField, version: z.int().positive() });
const reason = z.string().trim().min(1, '请填写原因').max(200, '原因最多 200 字');

export const confirmBaselineInput = seen;
export type SeenBaseline = z.output<typeof seen>;

export const returnBaselineInput = seen.extend({ reason });
export type ReturnBaseline = z.output<typeof returnBaselineInput>;

export const changeRowInput = z.object({
  id: idField,
  rowId: idField,
  change: z.enum(['unit', 'leave_out', 'take_in'], '没有这种修改'),
  unitId: z.union([z.literal(''), idField]),
});
export type ChangeRow = z.output<typeof changeRowInput>;

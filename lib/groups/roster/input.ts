import * as z from 'zod';
import { idField } from '@/lib/core/id';

const mostText = 60_000;
/** A group has no more members; neither has a list. */
export const mostMembers = 2_000;

export const pasteRosterInput = z.object({
  submissionId: z.uuid(),
  groupId: idField,
  text: z
    .string()
    .min(1, '请粘贴群成员名单，每行一个群昵称')
    .max(mostText, `内容过长，一个群最多 ${mostMembers.toLocaleString('en-US')} 人`)
    .refine((text) => !text.includes('\0'), '含有无法识别的字符'),
});
export type PasteRoster = z.output<typeof pasteRosterInput>;

/** Needed by some steps only, which say so themselves; left empty is not given. */
const reason = z
  .string()
  .trim()
  .max(200, '原因最多 200 字')
  .transform((text) => text || undefined);
const seen = z.object({ id: idField, version: z.int().positive() });
const mostAtOnce = 100;
const rows = z
  .array(seen)
  .min(1, '请先选择')
  .max(mostAtOnce, `一次最多 ${mostAtOnce} 行`)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, '同一行选了两次');

/** Steps that need nothing but the rows. */
const plainSteps = ['join', 'remove', 'add', 'rename', 'tell', 'different', 'reopen'] as const;

export const settleRosterInput = z.object({
  submissionId: z.uuid(),
  checkId: idField,
  rows,
  step: z.enum([...plainSteps, 'leave', 'ignore'], '没有这种处理'),
  reason: reason.optional(),
});
export type SettleRoster = z.output<typeof settleRosterInput>;

export const settleAllInput = z.object({
  submissionId: z.uuid(),
  checkId: idField,
  step: z.enum(['rename', 'tell', 'add'], '没有这种处理'),
});
export type SettleAll = z.output<typeof settleAllInput>;

export const samePersonInput = seen.extend({ checkId: idField, membershipId: idField });
export type SamePerson = z.output<typeof samePersonInput>;

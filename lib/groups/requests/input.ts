import * as z from 'zod';
import { idField } from '@/lib/core/id';

const words = (label: string) => z.string().trim().min(1, `请填写${label}`).max(200, `${label}最多 200 字`);

/** A row as the decider saw it: deciding on an older version is refused. */
export const seenRow = z.object({ id: idField, version: z.number().int().positive() });
export type SeenRow = z.output<typeof seenRow>;

/** One person, one group: what the form of many sends for each, and whoever acts without it. */
export interface SubmitJoin {
  submissionId: string;
  groupId: string;
  personId: string;
  /** The unit the membership will represent. */
  unitId: string;
  reason: string;
}

const opinion = {
  decision: z.enum(['approve', 'reject']),
  reason: z.string().trim().max(200, '审核意见最多 200 字').optional(),
};
const rejectionNeedsReason = (input: { decision: string; reason?: string | undefined }) =>
  input.decision !== 'reject' || !!input.reason;
const reasonMissing = { path: ['reason'], error: '驳回需要填写审核意见' };

export const decideInput = z
  .object({ ...seenRow.shape, ...opinion })
  .refine(rejectionNeedsReason, reasonMissing);
export type Decide = z.output<typeof decideInput>;

/** What one decision may be about; of more, one makes several. */
export const mostAtOnce = 500;

/** The same decision on many, but for those that are rejected among them: the reason is theirs. */
export const decideManyInput = z
  .object({
    rows: z
      .array(seenRow.extend({ reject: z.boolean().optional() }))
      .min(1, '请先选择申请')
      .max(mostAtOnce, `一次最多 ${mostAtOnce} 件`)
      .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, '同一件申请选了两次'),
    ...opinion,
  })
  .refine(
    ({ rows, ...input }) =>
      rejectionNeedsReason(input) && (!rows.some(({ reject }) => reject) || !!input.reason),
    reasonMissing,
  );
export type DecideMany = z.output<typeof decideManyInput>;

export const withdrawInput = seenRow.extend({
  reason: z.string().trim().max(200, '撤回原因最多 200 字').optional(),
});
export type Withdraw = z.output<typeof withdrawInput>;

export const terminateInput = seenRow.extend({ reason: words('终止原因') });
export type Terminate = z.output<typeof terminateInput>;

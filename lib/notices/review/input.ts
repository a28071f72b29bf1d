import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { type ReturnReason, returnReasons } from './rules/opinion';

const reasonCodes = Object.keys(returnReasons) as [ReturnReason, ...ReturnReason[]];

/** A step as the reviewer saw it: deciding on an older version is refused. */
const seenStep = { id: idField, version: z.number().int().positive() };
export type SeenStep = { id: string; version: number };

const attested = { truth: z.boolean(), accuracy: z.boolean(), conformity: z.boolean() };
const attestedAll = (input: Record<'truth' | 'accuracy' | 'conformity', boolean>) =>
  input.truth && input.accuracy && input.conformity;
const attestFirst = '请逐项确认真实性、准确性、规范性后再通过';

export const decideStepInput = z
  .object({
    ...seenStep,
    decision: z.enum(['approve', 'return', 'reject'], '请选择审核结论'),
    ...attested,
    reasons: z.array(z.enum(reasonCodes, '请从列表中选择原因')).max(reasonCodes.length),
    opinion: z.string().trim().max(500, '审核意见最多 500 字'),
  })
  .refine((input) => input.decision !== 'approve' || attestedAll(input), {
    path: ['attestations'],
    error: attestFirst,
  })
  .refine((input) => input.decision === 'approve' || input.reasons.length > 0 || input.opinion !== '', {
    path: ['opinion'],
    error: '请选择原因或填写审核意见，作者可见',
  });
export type DecideStep = z.output<typeof decideStepInput>;

const mostAtOnce = 50;

/** 通过 of many: each with its own three attestations. */
export const approveManyInput = z.object({
  rows: z
    .array(z.object({ ...seenStep, ...attested }).refine(attestedAll, { error: attestFirst }))
    .min(1, '请先选择信息')
    .max(mostAtOnce, `一次最多 ${mostAtOnce} 件`)
    .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, '同一件信息选了两次'),
});
export type ApproveMany = z.output<typeof approveManyInput>;

export const setMajorInput = z.object(seenStep);
export type SetMajor = z.output<typeof setMajorInput>;

export const assignReviewerInput = z.object({
  id: idField,
  /** Who was assigned when the form was shown. */
  before: idField.nullable(),
  personId: z.uuid('请选择审核人'),
  reason: z.string().trim().min(1, '请填写指定原因').max(200, '指定原因最多 200 字'),
});
export type AssignReviewer = z.output<typeof assignReviewerInput>;

export const viewRevisionInput = z.object({ revisionId: idField });
export type ViewRevision = z.output<typeof viewRevisionInput>;

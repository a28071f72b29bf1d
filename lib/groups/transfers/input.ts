import * as z from 'zod';
import { idField } from '@/lib/core/id';

const mostGroups = 50;

const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;

export const planTransferInput = z.object({
  submissionId: z.uuid(),
  personId: idField,
  toUnitId: idField,
  duty: z.string().trim().max(30, '职务不能超过 30 个字'),
  effectiveOn: z.iso.date('请选择生效日期'),
  /** Memberships that end with it; in all others he stays, for the new unit. */
  leaves: z
    .array(idField)
    .max(mostGroups, `一次最多退出 ${mostGroups} 个群`)
    .refine(distinct, '同一个群选了两次'),
  /** Groups he is to join for the new unit. */
  joins: z
    .array(idField)
    .max(mostGroups, `一次最多加入 ${mostGroups} 个群`)
    .refine(distinct, '同一个群选了两次'),
  reason: z.string().trim().min(1, '请填写变动事由').max(200, '变动事由最多 200 字'),
});
export type PlanTransfer = z.output<typeof planTransferInput>;

/**
 * What the form asks beside: for whom and which unit it has found the groups that are ticked. Before it has, it would send that he leaves and
 * joins nothing.
 */
export const planTransferFormInput = planTransferInput
  .extend({ checkedFor: z.string() })
  .refine(({ checkedFor, personId, toUnitId }) => checkedFor === transferPair(personId, toUnitId), {
    path: ['checkedFor'],
    error: '正在查找有关的工作群，请列出后再提交',
  });

/** Somebody and a unit he may be moved to, as one text. */
export const transferPair = (personId: string, toUnitId: string): string => `${personId} ${toUnitId}`;

export const cancelTransferInput = z.object({
  id: idField,
  version: z.number().int().positive(),
  reason: z.string().trim().min(1, '请填写取消原因').max(200, '取消原因最多 200 字'),
});
export type CancelTransfer = z.output<typeof cancelTransferInput>;

import * as z from 'zod';
import { idField } from '@/lib/core/id';

const mostAtOnce = 500;

export const startSweepInput = z.object({ submissionId: z.uuid() });
export type StartSweep = z.output<typeof startSweepInput>;

export const answerInput = z
  .object({
    rows: z
      .array(z.object({ id: idField, version: z.number().int().positive() }))
      .min(1, '请先选择成员')
      .max(mostAtOnce, `一次最多 ${mostAtOnce} 人次`)
      .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, '同一项选了两次'),
    answer: z.enum(['keep', 'remove']),
    reason: z.string().trim().max(200, '理由最多 200 字').optional(),
  })
  .refine(({ answer, reason }) => answer !== 'keep' || !!reason, {
    path: ['reason'],
    error: '保留需要填写理由',
  });
export type Answer = z.output<typeof answerInput>;

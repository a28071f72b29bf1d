import * as z from 'zod';
import { idField } from '@/lib/core/id';

const mostAtOnce = 100;

export const nicknamesInput = z.object({
  membershipIds: z
    .array(idField)
    .min(1, '请先选择')
    .max(mostAtOnce, `一次最多 ${mostAtOnce} 人`)
    .refine((ids) => new Set(ids).size === ids.length, '同一人选了两次'),
});
export type Nicknames = z.output<typeof nicknamesInput>;

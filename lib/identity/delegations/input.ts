import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { longestDays } from './rules';

const dayMs = 86_400_000;
const dayField = z.iso.date('请选择日期');

const fields = {
  submissionId: z.uuid(),
  role: z.enum(['unit_head', 'leader'], '请选择委托的职责'),
  toPersonId: idField,
  startsOn: dayField,
  lastDay: dayField,
  reason: z.string().trim().min(2, '请写明委托事由，至少 2 个字').max(200, '委托事由不能超过 200 个字'),
};

const inOrder = ({ startsOn, lastDay }: { startsOn: string; lastDay: string }) => lastDay >= startsOn;
const notTooLong = ({ startsOn, lastDay }: { startsOn: string; lastDay: string }) =>
  Date.parse(lastDay) - Date.parse(startsOn) < longestDays * dayMs;
const early = { path: ['lastDay'], message: '截止日期不能早于开始日期' };
const long = { path: ['lastDay'], message: '一次委托最长一年' };

/** A head or leader hands over his own duty. */
export const delegateOwnInput = z.object(fields).refine(inOrder, early).refine(notTooLong, long);

/** The Office enters what a head or leader has signed on paper. */
export const enterDelegationInput = z
  .object({
    ...fields,
    fromPersonId: idField,
    paperFileId: z.uuid('请上传签字的委托书'),
  })
  .refine(inOrder, early)
  .refine(notTooLong, long)
  .refine((input) => input.fromPersonId !== input.toPersonId, {
    path: ['toPersonId'],
    message: '委托人与受托人不能是同一人',
  });

export const endDelegationInput = z.object({ id: idField });

import * as z from 'zod';
import { dayPattern } from '@/lib/core/paging';

export const askVerificationInput = z.object({});

const day = z.string().regex(dayPattern, '请选择日期');

/** The days of an export with its proof, both included. */
export const proofInput = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '截止日期不能早于起始日期' });

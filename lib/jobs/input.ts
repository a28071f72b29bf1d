import * as z from 'zod';
import { idField } from '@/lib/core/id';
import { type JobName, jobNames } from './registry';

const jobField = z.enum(jobNames as [JobName, ...JobName[]], '没有这个任务');

export const retryJobInput = z.object({ job: jobField, id: idField });

export const runScheduleInput = z.object({ job: jobField });

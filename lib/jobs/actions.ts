'use server';

import { action } from '@/lib/request/action';
import { retryJob, runSchedule } from './commands';
import { retryJobInput, runScheduleInput } from './input';

export const retryJobAction = action(retryJobInput, retryJob);
export const runScheduleAction = action(runScheduleInput, runSchedule);

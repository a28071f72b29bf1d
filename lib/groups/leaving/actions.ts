'use server';

import { action } from '@/lib/request/action';
import { fileLeave, reportLeave } from './commands/file';
import { forwardLeaves } from './commands/forward';
import { withdrawLeave } from './commands/withdraw';
import { forwardInput, leaveInput, withdrawLeaveInput } from './input';

export const reportLeaveAction = action(leaveInput, reportLeave);
export const fileLeaveAction = action(leaveInput, fileLeave);
export const forwardLeavesAction = action(forwardInput, forwardLeaves);
export const withdrawLeaveAction = action(withdrawLeaveInput, withdrawLeave);

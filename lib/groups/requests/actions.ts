'use server';

import { action } from '@/lib/request/action';
import { decideRequest, decideRequests } from './commands/decide';
import { submitJoin } from './commands/submit';
import { terminateRequest, withdrawRequest } from './commands/withdraw';
import { decideInput, decideManyInput, submitJoinInput, terminateInput, withdrawInput } from './input';

export const submitJoinAction = action(submitJoinInput, submitJoin);
export const decideAction = action(decideInput, decideRequest);
export const decideManyAction = action(decideManyInput, decideRequests);
export const withdrawAction = action(withdrawInput, withdrawRequest);
export const terminateAction = action(terminateInput, terminateRequest);

'use server';

import { action } from '@/lib/request/action';
import { decideRequest, decideRequests } from './commands/decide';
import { terminateRequest, withdrawRequest } from './commands/withdraw';
import { decideInput, decideManyInput, terminateInput, withdrawInput } from './input';

export const decideAction = action(decideInput, decideRequest);
export const decideManyAction = action(decideManyInput, decideRequests);
export const withdrawAction = action(withdrawInput, withdrawRequest);
export const terminateAction = action(terminateInput, terminateRequest);

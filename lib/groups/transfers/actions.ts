'use server';

import { action } from '@/lib/request/action';
import { cancelTransfer } from './commands/cancel';
import { planTransfer } from './commands/plan';
import { cancelTransferInput, planTransferInput } from './input';

export const planTransferAction = action(planTransferInput, planTransfer);
export const cancelTransferAction = action(cancelTransferInput, cancelTransfer);

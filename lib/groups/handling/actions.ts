'use server';

import { action } from '@/lib/request/action';
import { completeOrders } from './commands/complete';
import { failOrder, reissueOrder, reportAddedBefore } from './commands/fail';
import { revealOrderPhone } from './commands/reveal';
import { addedBeforeInput, completeInput, failInput, reissueInput, revealInput } from './input';

export const completeOrdersAction = action(completeInput, completeOrders);
export const failOrderAction = action(failInput, failOrder);
export const reissueOrderAction = action(reissueInput, reissueOrder);
export const reportAddedBeforeAction = action(addedBeforeInput, reportAddedBefore);
export const revealOrderPhoneAction = action(revealInput, revealOrderPhone);

'use server';

import { action } from '@/lib/request/action';
import { completeOrders } from './commands/complete';
import { correctPhone } from './commands/correct';
import { dropOrder, failOrders, reissueOrder, reportAddedBefore } from './commands/fail';
import { reassignOrders } from './commands/reassign';
import { revealOrderPhone } from './commands/reveal';
import {
  addedBeforeInput,
  completeInput,
  correctPhoneInput,
  dropInput,
  failInput,
  reassignInput,
  reissueInput,
  revealInput,
} from './input';

export const completeOrdersAction = action(completeInput, completeOrders);
export const failOrdersAction = action(failInput, failOrders);
export const reassignOrdersAction = action(reassignInput, reassignOrders);
export const correctPhoneAction = action(correctPhoneInput, correctPhone);
export const dropOrderAction = action(dropInput, dropOrder);
export const reissueOrderAction = action(reissueInput, reissueOrder);
export const reportAddedBeforeAction = action(addedBeforeInput, reportAddedBefore);
export const revealOrderPhoneAction = action(revealInput, revealOrderPhone);

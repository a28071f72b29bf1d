'use server';

import { action } from '@/lib/request/action';
import { assignRole, endRole } from './commands/assignments';
import { endCharge, setPrimaryLeader, takeCharge } from './commands/charge';
import {
  assignRoleInput,
  endChargeInput,
  endRoleInput,
  setPrimaryLeaderInput,
  takeChargeInput,
} from './input';

export const assignRoleAction = action(assignRoleInput, assignRole);
export const endRoleAction = action(endRoleInput, endRole);
export const setPrimaryLeaderAction = action(setPrimaryLeaderInput, setPrimaryLeader);
export const takeChargeAction = action(takeChargeInput, takeCharge);
export const endChargeAction = action(endChargeInput, endCharge);

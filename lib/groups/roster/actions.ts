'use server';

import { action } from '@/lib/request/action';
import { confirmSame } from './commands/same';
import * as settling from './commands/settle';
import { checkPasted } from './commands/take';
import { pasteRosterInput, samePersonInput, settleAllInput, settleRosterInput } from './input';

export const checkRosterAction = action(pasteRosterInput, checkPasted);
export const settleRosterAction = action(settleRosterInput, settling.settleRoster);
export const settleAllRosterAction = action(settleAllInput, settling.settleAll);
export const confirmSameAction = action(samePersonInput, confirmSame);

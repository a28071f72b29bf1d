'use server';

import { action } from '@/lib/request/action';
import { changeBaselineRow } from './commands/change';
import * as confirm from './commands/confirm';
import { startBaseline } from './commands/start';
import { changeRowInput, confirmBaselineInput, returnBaselineInput, startBaselineInput } from './input';

export const startBaselineAction = action(startBaselineInput, startBaseline);
export const changeBaselineRowAction = action(changeRowInput, changeBaselineRow);
export const vouchBaselineAction = action(confirmBaselineInput, confirm.vouchBaseline);
export const decideBaselineAction = action(confirmBaselineInput, confirm.decideBaseline);
export const returnBaselineAction = action(returnBaselineInput, confirm.returnBaseline);
export const discardBaselineAction = action(confirmBaselineInput, confirm.discardBaseline);

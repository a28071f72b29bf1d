'use server';

import { action } from '@/lib/request/action';
import { answerItems } from './commands/answer';
import { startSweep } from './commands/start';
import { answerInput, startSweepInput } from './input';

export const startSweepAction = action(startSweepInput, startSweep);
export const answerItemsAction = action(answerInput, answerItems);

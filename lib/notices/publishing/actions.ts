'use server';

import { action } from '@/lib/request/action';
import { publishByHand, releaseNotice } from './commands/by-hand';
import { recallNotice } from './commands/recall';
import { publishInput, recallInput, releaseInput } from './input';

export const publishNoticeAction = action(publishInput, publishByHand);
export const releaseNoticeAction = action(releaseInput, releaseNotice);
export const recallNoticeAction = action(recallInput, recallNotice);

'use server';

import { action } from '@/lib/request/action';
import { saveDraft } from './commands/draft';
import { submitJoins } from './commands/submit';
import { draftInput, submitJoinsInput } from './input';

export const submitJoinsAction = action(submitJoinsInput, submitJoins);
export const saveDraftAction = action(draftInput, saveDraft, { keepPage: true });

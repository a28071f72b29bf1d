'use server';

import { action } from '@/lib/request/action';
import { assignReviewer } from './commands/assign';
import { approveMany, decideStep } from './commands/decide';
import { setMajor } from './commands/major';
import { viewRevision } from './commands/view';
import {
  approveManyInput,
  assignReviewerInput,
  decideStepInput,
  setMajorInput,
  viewRevisionInput,
} from './input';

export const decideStepAction = action(decideStepInput, decideStep);
export const approveManyAction = action(approveManyInput, approveMany);
export const setMajorAction = action(setMajorInput, setMajor);
export const assignReviewerAction = action(assignReviewerInput, assignReviewer);
export const viewRevisionAction = action(viewRevisionInput, viewRevision, { keepPage: true });

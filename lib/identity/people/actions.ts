'use server';

import { action } from '@/lib/request/action';
import { createPerson, editPerson } from './commands/person';
import { revealPhone } from './commands/phone';
import { addPosting, endPosting } from './commands/postings';
import {
  addPostingInput,
  createPersonInput,
  editPersonInput,
  endPostingInput,
  revealPhoneInput,
} from './input';

export const createPersonAction = action(createPersonInput, createPerson);
export const editPersonAction = action(editPersonInput, editPerson);
export const addPostingAction = action(addPostingInput, addPosting);
export const endPostingAction = action(endPostingInput, endPosting);
export const revealPhoneAction = action(revealPhoneInput, revealPhone);

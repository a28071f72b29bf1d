'use server';

import { action } from '@/lib/request/action';
import { restoreVersion } from './commands/restore';
import { tryText } from './commands/try';
import { addWord, changeWord, removeWords, switchWords, weighWords } from './commands/words';
import {
  addWordInput,
  changeWordInput,
  removeWordsInput,
  restoreVersionInput,
  switchWordsInput,
  tryTextInput,
  weighWordsInput,
} from './input';

export const tryTextAction = action(tryTextInput, tryText, { keepPage: true });
export const addWordAction = action(addWordInput, addWord);
export const changeWordAction = action(changeWordInput, changeWord);
export const switchWordsAction = action(switchWordsInput, switchWords);
export const weighWordsAction = action(weighWordsInput, weighWords);
export const removeWordsAction = action(removeWordsInput, removeWords);
export const restoreVersionAction = action(restoreVersionInput, restoreVersion);

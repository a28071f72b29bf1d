'use server';

import { action } from '@/lib/request/action';
import { renewSessionToken } from '@/lib/request/session-token';
import { showTextSize } from '@/lib/request/text-size';
import { endEverySession, endMySessions, endSessionsOfPerson } from '../sessions/commands/end';
import * as manage from './commands/manage';
import * as own from './commands/own';
import * as input from './input';

export const setFirstPassword = action(input.firstPasswordInput, own.setFirstPassword, {
  first: 'password',
  finish: async ({ secret }) => {
    await renewSessionToken(secret);
    return null;
  },
});

export const changePassword = action(input.changePasswordInput, own.changePassword, {
  finish: async ({ secret, ended }) => {
    await renewSessionToken(secret);
    return { ended };
  },
});

export const savePreferences = action(input.preferencesInput, own.savePreferences, {
  finish: async (preferences) => {
    await showTextSize(preferences.textSize);
    return preferences;
  },
});

export const endMine = action(input.endMySessionsInput, endMySessions);

export const issueCode = action(input.issueCodeInput, manage.issueCode);
export const disableAccount = action(input.accountInput, manage.disableAccount);
export const enableAccount = action(input.accountInput, manage.enableAccount);
export const unlockAccount = action(input.accountInput, manage.unlockAccount);
export const endSessions = action(input.accountInput, endSessionsOfPerson);
export const endEveryone = action(input.endEverySessionInput, endEverySession);

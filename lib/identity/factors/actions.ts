'use server';

import { action } from '@/lib/request/action';
import { readDevice, rememberDevice } from '@/lib/request/device';
import { renewSessionToken } from '@/lib/request/session-token';
import { showTextSize } from '@/lib/request/text-size';
import { passSecondStep } from '../signin/commands/second-step';
import * as enrol from './commands/enrol';
import * as own from './commands/own';
import { resetFactor } from './commands/reset';
import * as input from './input';

export const enterCode = action(input.secondStepInput, passSecondStep, {
  open: true,
  finish: async ({ secret, accountId, textSize }) => {
    await renewSessionToken(secret);
    await rememberDevice(await readDevice(), accountId);
    await showTextSize(textSize);
    return null;
  },
});

export const beginFactor = action(input.proofInput, enrol.beginEnrolment, { first: 'second_factor' });
export const cancelFactor = action(input.cancelInput, enrol.cancelEnrolment, { first: 'second_factor' });

export const confirmFactor = action(input.enrolInput, enrol.confirmEnrolment, {
  first: 'second_factor',
  finish: async ({ secret, codes, ended }) => {
    await renewSessionToken(secret);
    return { codes, ended };
  },
});

export const renewRecoveryCodes = action(input.proofInput, own.renewCodes);
export const giveUpFactor = action(input.proofInput, own.removeFactor);
export const resetSomebodysFactor = action(input.resetFactorInput, resetFactor);

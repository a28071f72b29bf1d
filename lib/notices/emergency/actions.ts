'use server';

import { action } from '@/lib/request/action';
import { followUp } from './commands/follow';
import { revealPhones } from './commands/phones';
import { publishFirst } from './commands/publish-first';
import { emergencyInput, followUpInput, phonesInput } from './input';

export const publishFirstAction = action(emergencyInput, publishFirst);
export const followUpAction = action(followUpInput, followUp);
export const revealPhonesAction = action(phonesInput, revealPhones);

'use server';

import { action } from '@/lib/request/action';
import { askVerification } from './commands';
import { askVerificationInput } from './input';

export const askVerificationAction = action(askVerificationInput, askVerification);

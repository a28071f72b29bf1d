'use server';

import { action } from '@/lib/request/action';
import { chaseNicknames, confirmNicknames } from './commands/many';
import { nicknamesInput } from './input';

export const confirmNicknamesAction = action(nicknamesInput, confirmNicknames);
export const chaseNicknamesAction = action(nicknamesInput, chaseNicknames);

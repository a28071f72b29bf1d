'use server';

import { action } from '@/lib/request/action';
import { changeSetting } from './commands';
import { changeSettingInput } from './input';

export const changeSettingAction = action(changeSettingInput, changeSetting);

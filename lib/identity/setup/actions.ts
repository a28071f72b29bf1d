'use server';

import { action } from '@/lib/request/action';
import * as commands from './commands';
import { setupInput } from './input';

export const setUp = action(setupInput, commands.setUpStreet, { open: true, keepPage: true });

'use server';

import { departPersonInput } from '@/lib/identity/people/input';
import { action } from '@/lib/request/action';
import { departPerson } from './commands';

export const departPersonAction = action(departPersonInput, departPerson);

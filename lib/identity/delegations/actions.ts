'use server';

import { action } from '@/lib/request/action';
import { delegateOwn, enterDelegation } from './commands/delegate';
import { endDelegation } from './commands/end';
import { delegateOwnInput, endDelegationInput, enterDelegationInput } from './input';

export const delegateOwnAction = action(delegateOwnInput, delegateOwn);
export const enterDelegationAction = action(enterDelegationInput, enterDelegation);
export const endDelegationAction = action(endDelegationInput, endDelegation);

'use server';

import { action } from '@/lib/request/action';
import * as commands from './commands';
import { markAllReadInput, openNotificationInput } from './input';

export const openNotification = action(openNotificationInput, commands.openNotification);
export const markAllRead = action(markAllReadInput, commands.markAllRead);

'use server';

import { action } from '@/lib/request/action';
import * as administrators from './commands/administrators';
import * as archive from './commands/archive';
import * as manage from './commands/manage';
import * as nickname from './commands/nickname';
import {
  administratorInput,
  archiveGroupInput,
  confirmNicknameInput,
  createGroupInput,
  editGroupInput,
  removeAdministratorInput,
  restoreGroupInput,
} from './input';

export const createGroup = action(createGroupInput, manage.createGroup);
export const editGroup = action(editGroupInput, manage.editGroup);
export const addAdministrator = action(administratorInput, administrators.addAdministrator);
export const removeAdministrator = action(removeAdministratorInput, administrators.removeAdministrator);
export const archiveGroup = action(archiveGroupInput, archive.archiveGroup);
export const restoreGroup = action(restoreGroupInput, archive.restoreGroup);
export const confirmNickname = action(confirmNicknameInput, nickname.confirmNickname);

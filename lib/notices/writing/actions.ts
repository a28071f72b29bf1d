'use server';

import { action } from '@/lib/request/action';
import { copyNoticeInput, discardInput, saveNoticeInput, submitNoticeInput, takeBackInput } from '../input';
import { copyNotice } from './commands/copy';
import { saveNotice } from './commands/save';
import { submitNotice } from './commands/submit';
import { discardNotice, reopenNotice, withdrawNotice } from './commands/take-back';

export const saveNoticeAction = action(saveNoticeInput, saveNotice, { keepPage: true });
export const submitNoticeAction = action(submitNoticeInput, submitNotice, { keepPage: true });
export const reopenNoticeAction = action(takeBackInput, reopenNotice);
export const withdrawNoticeAction = action(takeBackInput, withdrawNotice);
export const discardNoticeAction = action(discardInput, discardNotice, { keepPage: true });
export const copyNoticeAction = action(copyNoticeInput, copyNotice, { keepPage: true });

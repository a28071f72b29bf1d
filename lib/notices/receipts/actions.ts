'use server';

import { action } from '@/lib/request/action';
import { acknowledge, readNotice } from './commands/answer';
import { chaseReceipts } from './commands/chase';
import { collectReplies } from './commands/collect';
import { acknowledgeInput, chaseInput, collectInput, readInput } from './input';

export const readNoticeAction = action(readInput, readNotice, { keepPage: true });
export const acknowledgeAction = action(acknowledgeInput, acknowledge);
export const chaseReceiptsAction = action(chaseInput, chaseReceipts);
export const collectRepliesAction = action(collectInput, collectReplies);

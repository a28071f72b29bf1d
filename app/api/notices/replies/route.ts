import { repliesInput } from '@/lib/notices/receipts/input';
import { matchReplies } from '@/lib/notices/receipts/queries/match';
import { question } from '@/lib/request/question';

/** Whom answers copied from a chat are from; nothing is entered. */
export const POST = question(repliesInput, matchReplies);

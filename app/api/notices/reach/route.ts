import { reachInput } from '@/lib/notices/input';
import { reachOf } from '@/lib/notices/writing/queries/groups';
import { question } from '@/lib/request/question';

/** How many people the chosen groups come to, each counted once. */
export const POST = question(reachInput, reachOf);

import { checkInput } from '@/lib/groups/joining/input';
import { checkRows } from '@/lib/groups/joining/queries/check';
import { question } from '@/lib/request/question';

/** What the rows of a form would come to with the groups chosen; nothing for whoever may ask for nobody. */
export const POST = question(checkInput, async (actor, input) => ({ checks: await checkRows(actor, input) }));

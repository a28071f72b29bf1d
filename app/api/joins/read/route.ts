import { readInput } from '@/lib/groups/joining/input';
import { readPasted } from '@/lib/groups/joining/queries/read';
import { rowsText } from '@/lib/groups/joining/rules/rows';
import { question } from '@/lib/request/question';

/** The people in pasted lines; nobody for whoever may ask for nobody. */
export const POST = question(readInput, async (actor, { text }) => ({
  rows: rowsText(await readPasted(actor, text)),
}));

import { targetsToChoose } from '@/lib/notices/writing/queries/groups';
import { options } from '@/lib/request/options';

/** Groups the asker may write notices to, with how many people are in each. */
export const GET = options(async (actor) => ({ options: await targetsToChoose(actor) }));

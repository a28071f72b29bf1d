import { groupsToJoin } from '@/lib/groups/requests/queries/form';
import { options, typed } from '@/lib/request/options';

/** Groups somebody may be added to; nothing for whoever may not ask for anybody. */
export const GET = options(async (actor, params) => ({
  options: await groupsToJoin(actor, typed(params)),
}));

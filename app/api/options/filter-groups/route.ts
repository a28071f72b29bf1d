import { groupFilterChoices } from '@/lib/groups/queries/choices';
import { options, typed } from '@/lib/request/options';

/** Groups to narrow a list by: those the actor may know of. */
export const GET = options(async (actor, params) => ({
  options: await groupFilterChoices(actor, typed(params)),
}));

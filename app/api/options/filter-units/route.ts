import { unitFilterChoices } from '@/lib/groups/requests/queries/list';
import { options, typed } from '@/lib/request/options';

/** Units to narrow the list of requests by: those whose requests the actor may see. */
export const GET = options(async (actor, params) => ({
  options: await unitFilterChoices(actor, typed(params)),
}));

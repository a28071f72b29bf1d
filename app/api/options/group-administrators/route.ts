import { administratorChoices } from '@/lib/groups/queries/choices';
import { options, typed } from '@/lib/request/options';

/** People whom the Office may name administrator of a group; nobody for everybody else. */
export const GET = options(async (actor, params) => ({
  options: await administratorChoices(actor, typed(params)),
}));

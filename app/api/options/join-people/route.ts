import { peopleToPropose } from '@/lib/groups/requests/queries/form';
import { options, typed } from '@/lib/request/options';

/** People the reader may ask for; nobody for whoever may not ask for anybody. */
export const GET = options(async (actor, params) => ({
  options: await peopleToPropose(actor, typed(params)),
}));

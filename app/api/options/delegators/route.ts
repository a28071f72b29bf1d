import { delegatorChoices } from '@/lib/identity/delegations/queries';
import { options, typed } from '@/lib/request/options';

/** Heads and leaders in post, for the Office that enters their signed delegation. */
export const GET = options(async (actor, params) => ({
  options: await delegatorChoices(actor, typed(params)),
}));

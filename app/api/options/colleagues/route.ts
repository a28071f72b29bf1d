import { colleagueChoices } from '@/lib/identity/people/queries/choices';
import { options, typed } from '@/lib/request/options';

/** Colleagues to whom a duty may be handed; those the actor sees anyway for everybody else. */
export const GET = options(async (actor, params) => ({
  options: await colleagueChoices(actor, typed(params)),
}));

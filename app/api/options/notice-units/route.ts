import { noticeUnitChoices } from '@/lib/notices/queries/list';
import { options, typed } from '@/lib/request/options';

/** Units to narrow the list of notices by: those whose notices the actor follows. */
export const GET = options(async (actor, params) => ({
  options: await noticeUnitChoices(actor, typed(params)),
}));

import { idField } from '@/lib/core/id';
import { checkJoin } from '@/lib/groups/requests/queries/form';
import { options } from '@/lib/request/options';

/** What a request for this person and group would come to; `null` when it is not the reader's to make. */
export const GET = options(async (actor, params) => {
  const [person, group] = ['person', 'group'].map((name) => idField.safeParse(params.get(name)).data);
  return { check: person && group ? await checkJoin(actor, person, group) : null };
});

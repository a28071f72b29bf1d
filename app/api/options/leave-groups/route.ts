import { idField } from '@/lib/core/id';
import { groupsToLeave } from '@/lib/groups/leaving/queries';
import { options } from '@/lib/request/options';

/** The groups the person is in, as far as the reader may take him out of them. */
export const GET = options(async (actor, params) => {
  const person = idField.safeParse(params.get('person'));
  return { groups: person.success ? await groupsToLeave(actor, person.data) : [] };
});

import { idField } from '@/lib/core/id';
import { importProgress } from '@/lib/identity/imports/queries/batch';
import { options } from '@/lib/request/options';

/** How far one's own import has come; `null` when there is none. */
export const GET = options(async (actor, params) => {
  const id = idField.safeParse(params.get('id')).data;
  return { progress: id ? await importProgress(actor, id) : null };
});

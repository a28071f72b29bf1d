import { idField } from '@/lib/core/id';
import { checkTransfer } from '@/lib/groups/transfers/queries/form';
import { options } from '@/lib/request/options';

/** What moving a person to a unit would come to, for the form. */
export const GET = options(async (actor, params) => {
  const person = idField.safeParse(params.get('person'));
  const unit = idField.safeParse(params.get('unit'));
  return {
    check: person.success && unit.success ? await checkTransfer(actor, person.data, unit.data) : null,
  };
});

import type { Actor } from '@/lib/access/actor';
import { denied, grantFor, type Verdict, verdict } from '@/lib/access/may';
import type { PermissionName } from '@/lib/access/permissions';

export interface PersonTarget {
  id: string;
  unitId: string;
  /** Units of postings in force; their heads see the person too. */
  postedUnitIds: readonly string[];
}

/** The first of the person's units through which the actor may. */
function throughUnits(actor: Actor, name: PermissionName, person: PersonTarget): Verdict {
  const unit = [person.unitId, ...person.postedUnitIds].find((unitId) => grantFor(actor, name, { unitId }));
  return verdict(actor, name, { unitId: unit ?? person.unitId, personId: person.id });
}

export function mayRevealPhone(actor: Actor, person: PersonTarget): Verdict {
  return throughUnits(actor, 'people.reveal_phone', person);
}

/** Adding and changing people. */
export function mayManagePeople(actor: Actor): Verdict {
  return verdict(actor, 'people.manage');
}

export function mayDepart(actor: Actor, person: { id: string }): Verdict {
  if (person.id === actor.personId) return denied('不能为自己办理离任，请由另一名街道办公室管理员办理');
  return mayManagePeople(actor);
}

import type { UnitKind } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';

export function mayManageUnits(actor: Actor): Verdict {
  return verdict(actor, 'units.manage');
}

/** The Office cannot be done without: the regulation gives it the last word on everything. */
export function mayArchiveUnit(actor: Actor, unit: { kind: UnitKind }): Verdict {
  const rights = mayManageUnits(actor);
  if (rights.allowed && unit.kind === 'office') return denied('街道办公室不能停用');
  return rights;
}

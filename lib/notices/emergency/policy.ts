import type { Actor } from '@/lib/access/actor';
import { denied, mayAtAll, scopeOf, type Verdict, verdict } from '@/lib/access/may';

/** In whose name, and into which groups. */
export interface EmergencyTarget {
  unitId: string;
  groupIds: readonly string[];
}

const permission = 'notices.emergency';

/** Whether there is an emergency he may publish at all. */
export const publishesFirst = (actor: Actor): boolean => mayAtAll(actor, permission);

/** Units in whose name he may speak: the ones he heads, then his own. */
export function speaksFor(actor: Actor): string[] {
  return [...new Set([...scopeOf(actor, permission).unitIds, ...(actor.unitId ? [actor.unitId] : [])])];
}

const everyGroup = '只能在本人管理的群先行发布；其他群请由单位负责人或街道办公室发布';

/** The Office, and a head in the name of his unit, into any group; a group's administrator into his own groups. */
export function mayPublishFirst(actor: Actor, { unitId, groupIds }: EmergencyTarget): Verdict {
  const byUnit = verdict(actor, permission, { unitId });
  if (!speaksFor(actor).includes(unitId) && publishesFirst(actor))
    return denied('只能以本人所在或所负责的单位名义发布', '3.1.3');
  if (byUnit.allowed) return byUnit;
  const byGroup = groupIds.map((groupId) => verdict(actor, permission, { groupId }, everyGroup));
  return byGroup.find(({ allowed }) => !allowed) ?? byGroup[0] ?? byUnit;
}

/** Those who could have published it: the head of its unit, the Office, the administrators of any group it went to. */
export function mayFollowUp(actor: Actor, { unitId, groupIds }: EmergencyTarget): Verdict {
  const byUnit = verdict(actor, permission, { unitId }, '由本单位负责人、目标群的管理员或街道办公室续报');
  if (byUnit.allowed) return byUnit;
  const byGroup = groupIds.map((groupId) => verdict(actor, permission, { groupId }));
  return byGroup.find(({ allowed }) => allowed) ?? byUnit;
}

import { refuse } from '@/lib/core/errors';
import type { Actor, Grant } from './actor';
import { type PermissionName, permission } from './permissions';
import type { Reach } from './permissions/permission';

/** What an act is aimed at; give every id the row has. */
export interface Target {
  unitId?: string | null;
  groupId?: string | null;
  personId?: string | null;
}

/** How far a grant carries a permission; a delegated one carries only what is marked as going with the duty. */
function reachOf(grant: Grant, name: PermissionName): Reach | undefined {
  const { grants, delegable } = permission(name);
  return grant.onBehalfOf && !delegable ? undefined : grants[grant.role];
}

function covers(actor: Actor, grant: Grant, reach: Reach, target: Target): boolean {
  switch (reach) {
    case 'all':
      return true;
    case 'own_unit':
    case 'charge_units':
      return !!target.unitId && grant.unitIds.includes(target.unitId);
    case 'own_groups':
    case 'joined_groups':
      return !!target.groupId && grant.groupIds.includes(target.groupId);
    case 'self':
      return !!target.personId && target.personId === actor.personId;
  }
}

/**
 * The grant by which the actor may do this to that, own roles before delegated ones; undefined when nothing allows it.
 * The grant found is what the audit trail names as the acting role.
 */
export function grantFor(actor: Actor, name: PermissionName, target: Target = {}): Grant | undefined {
  const found = actor.grants.filter((grant) => {
    const reach = reachOf(grant, name);
    return reach !== undefined && covers(actor, grant, reach, target);
  });
  return found.find((grant) => !grant.onBehalfOf) ?? found[0];
}

/** Whether the actor has the permission for anything at all: what navigation and page gates ask. */
export function mayAtAll(actor: Actor, name: PermissionName): boolean {
  return actor.grants.some((grant) => reachOf(grant, name) !== undefined);
}

/** How far the actor sees under a permission; queries turn it into their WHERE. All empty and false: nothing. */
export interface Scope {
  all: boolean;
  unitIds: string[];
  groupIds: string[];
  /** Own rows, by person. */
  personId: string | null;
}

export function scopeOf(actor: Actor, name: PermissionName): Scope {
  const scope: Scope = { all: false, unitIds: [], groupIds: [], personId: null };
  for (const grant of actor.grants) {
    const reach = reachOf(grant, name);
    if (reach === 'all') scope.all = true;
    if (reach === 'own_unit' || reach === 'charge_units') scope.unitIds.push(...grant.unitIds);
    if (reach === 'own_groups' || reach === 'joined_groups') scope.groupIds.push(...grant.groupIds);
    if (reach === 'self') scope.personId = actor.personId;
  }
  return scope;
}

/** A policy's answer. */
export type Verdict = { allowed: true; grant: Grant } | { allowed: false; message: string; clause?: string };

/** Asks the table, with a sentence for the case that it says no. */
export function verdict(
  actor: Actor,
  name: PermissionName,
  target: Target = {},
  message = `您没有「${permission(name).label}」的权限`,
): Verdict {
  const grant = grantFor(actor, name, target);
  const clause = permission(name).clause;
  return grant ? { allowed: true, grant } : { allowed: false, message, ...(clause ? { clause } : {}) };
}

/** A refusal by separation of duties or another rule that no role overrides. */
export function denied(message: string, clause?: string): Verdict {
  return { allowed: false, message, ...(clause ? { clause } : {}) };
}

/** The grant a policy allows by; what it denies is refused in its words. */
export function granted(answer: Verdict): Grant {
  if (answer.allowed) return answer.grant;
  return refuse('forbidden', answer.message, answer.clause ? { clause: answer.clause } : {});
}

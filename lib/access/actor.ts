import type { Role } from './roles';

/** One role in force, with what it reaches. */
export interface Grant {
  role: Role;
  /** unit_head: the unit; leader: the units in charge. */
  unitIds: readonly string[];
  /** group_admin: the group. */
  groupIds: readonly string[];
  /** 主要领导. */
  primary: boolean;
  /** Set when the duty was delegated: decisions then say 代. */
  onBehalfOf: { id: string; name: string } | null;
}

/** Whoever acts. Made from a session by lib/request, or by a job, or by a test; never from input. */
export interface Actor {
  /** Null for the system itself. */
  personId: string | null;
  name: string;
  unitId: string | null;
  unitName: string | null;
  accountId: string | null;
  sessionId: string | null;
  /** Signed in with a one-time code: may do nothing but set a password. */
  mustChangePassword: boolean;
  grants: readonly Grant[];
  address: string | null;
  requestRef: string | null;
}

function nobody(name: string): Actor {
  return {
    personId: null,
    name,
    unitId: null,
    unitName: null,
    accountId: null,
    sessionId: null,
    mustChangePassword: false,
    grants: [],
    address: null,
    requestRef: null,
  };
}

/** The product itself, doing what a schedule or an earlier decision asks for. */
export function systemActor(job: string): Actor {
  return { ...nobody('系统'), requestRef: job };
}

/** Somebody without a session; may do nothing but sign in, and is named so in the audit trail. */
export function anonymousActor(address: string | null): Actor {
  return { ...nobody('未登录'), address };
}

/** Whether the actor holds the role himself, not as somebody's delegate. */
export function holds(actor: Actor, role: Role): boolean {
  return actor.grants.some((grant) => grant.role === role && !grant.onBehalfOf);
}

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

/** What a session has to do before anything else is open to it, and what it is told until then. */
export const firstDuties = {
  /** Signed in with a one-time code, or with a password that has grown too old. */
  password: '请先设置新密码',
  /** Holds a role that asks for a second factor, and has shown none in this session. */
  second_factor: '请先设置动态口令',
} as const;

export type FirstDuty = keyof typeof firstDuties;

/** Whoever acts. Made from a session by lib/request, or by a job, or by a test; never from input. */
export interface Actor {
  /** Null for the system itself. */
  personId: string | null;
  name: string;
  unitId: string | null;
  unitName: string | null;
  accountId: string | null;
  sessionId: string | null;
  /** Null once everything the person may do is open to this session. */
  mustFirst: FirstDuty | null;
  /** Whose password was right, with the second step still to come: nobody yet, for everything but that step. */
  awaiting: { id: string; accountId: string; name: string } | null;
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
    mustFirst: null,
    awaiting: null,
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

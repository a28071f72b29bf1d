/** What the reference model knows, and the acts it is asked about. Ids are those of the database; rows are known by their place. */

export type Decision = 'approve' | 'reject';
export interface Seen {
  row: number;
  version: number;
}

export type Act =
  | { act: 'submit'; who: string; form: string; person: string; group: string; unit: string }
  | { act: 'decide'; who: string; seen: Seen; decision: Decision }
  | { act: 'decideMany'; who: string; seen: Seen[]; decision: Decision }
  | { act: 'withdraw' | 'terminate'; who: string; seen: Seen }
  | { act: 'complete'; who: string; seen: Seen[]; handledAt: number | null }
  | { act: 'fail'; who: string; seen: Seen }
  | { act: 'reissue' | 'addedBefore'; who: string; order: number }
  | { act: 'confirm' | 'report' | 'file'; who: string; membership: number }
  | { act: 'forward'; who: string; seen: Seen[] }
  | { act: 'withdrawLeave'; who: string; seen: Seen }
  | { act: 'archive' | 'restore'; who: string; group: string }
  | { act: 'addAdmin' | 'removeAdmin'; who: string; group: string; person: string }
  | { act: 'assign'; who: string; person: string; role: 'office_admin' | 'unit_head'; unit: string }
  | { act: 'endRole'; who: string; role: number }
  | { act: 'delegate'; who: string; to: string; until: number }
  | { act: 'endDelegation'; who: string; delegation: number }
  | { act: 'depart'; who: string; person: string }
  /** The new person's id is known only afterwards; `account` gives him one. */
  | { act: 'arrive'; who: string; unit: string; account: boolean }
  | { act: 'wait'; minutes: number };

/** `ok`, a refusal's code, or one of these for each row of many. */
export type Answer = string;

export interface Person {
  unit: string;
  account: boolean;
  departed: boolean;
}
export interface Group {
  portal: boolean;
  archived: boolean;
}
export interface Role {
  person: string;
  role: string;
  /** Unit of a head, group of an administrator, else empty. */
  scope: string;
  ended: boolean;
}
export interface Delegation {
  from: string;
  to: string;
  until: number;
  ended: boolean;
}
export interface Request {
  kind: 'join' | 'leave';
  person: string;
  group: string;
  unit: string;
  by: string;
  /** Whose duty a delegate exercised. */
  for: string | null;
  status: 'reported' | 'submitted' | 'approved' | 'rejected' | 'withdrawn' | 'done';
  version: number;
  decidedBy: string | null;
  movedBy: string | null;
}
export interface Order {
  request: number;
  kind: 'add' | 'remove';
  status: 'open' | 'done' | 'failed' | 'cancelled';
  version: number;
  movedBy: string | null;
  openedAt: number;
}
export interface Membership {
  person: string;
  group: string;
  unit: string;
  request: number | null;
  confirmed: boolean;
}

/** Everything, in the order in which it was made. */
export interface Facts {
  at: number;
  people: Map<string, Person>;
  groups: Map<string, Group>;
  roles: Role[];
  delegations: Delegation[];
  requests: Request[];
  orders: Order[];
  memberships: Membership[];
  /** Forms that were accepted: by whom, and which request they made. */
  forms: Map<string, { by: string }>;
  /** How many audit records there are of each act done, and of each refused with its code. */
  trail: Map<string, number>;
  /** How many notifications of each kind each person has. */
  told: Map<string, number>;
}

/** What the reference model knows, and the acts it is asked about. Ids are those of the database; rows are known by their place. */

/** The same for all; or approved but for the first, which is rejected. */
export type Decision = 'approve' | 'reject' | 'split';
export interface Seen {
  row: number;
  version: number;
}

export type Act =
  | { act: 'submit'; who: string; form: string; person: string; group: string; unit: string }
  | { act: 'submitJoins'; who: string; form: string; rows: JoinLine[]; groups: string[] }
  | { act: 'decide'; who: string; seen: Seen; decision: Exclude<Decision, 'split'> }
  | { act: 'decideMany'; who: string; seen: Seen[]; decision: Decision }
  | { act: 'withdraw' | 'terminate'; who: string; seen: Seen }
  | { act: 'complete'; who: string; seen: Seen[]; handledAt: number | null }
  | { act: 'fail'; who: string; seen: Seen }
  | { act: 'reissue' | 'addedBefore'; who: string; order: number }
  | { act: 'confirm' | 'report' | 'file'; who: string; membership: number }
  | { act: 'forward'; who: string; seen: Seen[] }
  | { act: 'withdrawLeave'; who: string; seen: Seen }
  | { act: 'sweep' | 'signIn'; who: string }
  | {
      act: 'planTransfer';
      who: string;
      person: string;
      to: string;
      day: string;
      leaves: number[];
      joins: string[];
    }
  | { act: 'cancelTransfer'; who: string; seen: Seen }
  | { act: 'drop'; who: string; order: number }
  | { act: 'reassign'; who: string; order: number; to: string }
  | { act: 'startBaseline'; who: string; group: string; lines: BaselineLine[] }
  | { act: 'vouch' | 'confirmBaseline' | 'returnBaseline' | 'discard'; who: string; seen: Seen }
  | { act: 'answer'; who: string; seen: Seen[]; answer: 'keep' | 'remove' }
  | { act: 'checkRoster'; who: string; group: string; lines: ListedLine[] }
  | { act: 'settleRoster'; who: string; seen: Seen; step: RosterStep }
  | { act: 'archive' | 'restore'; who: string; group: string }
  | { act: 'addAdmin' | 'removeAdmin'; who: string; group: string; person: string }
  | { act: 'assign'; who: string; person: string; role: 'office_admin' | 'unit_head'; unit: string }
  | { act: 'endRole'; who: string; role: number }
  | { act: 'delegate'; who: string; to: string; until: number }
  | { act: 'endDelegation'; who: string; delegation: number }
  | { act: 'depart'; who: string; person: string }
  /** The new person's id is known only afterwards; `account` gives him one. */
  | { act: 'arrive'; who: string; name: string; unit: string; account: boolean }
  | { act: 'wait'; minutes: number }
  /** The product's own daily work: what has come due. */
  | { act: 'followInactive' }
  | { act: 'carryOut' };

/** What somebody does, not time or the product by itself. */
export type PersonalAct = Extract<Act, { who: string }>;

/** `ok`, a refusal's code, or one of these for each row of many. */
export type Answer = string;

export interface Person {
  name: string;
  unit: string;
  account: boolean;
  departed: boolean;
  /** When he last signed in at the door; null when he never did. */
  signedIn: number | null;
}
export interface Group {
  portal: boolean;
  archived: boolean;
  /** From when on it is known what happens in it; null while nothing is. */
  knownFrom: number | null;
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
  /** When it was submitted. */
  at: number;
  /** The transfer it is part of. */
  transfer: number | null;
}
export interface Order {
  /** Where it comes from: the request at this place, or else a membership by its `no`. */
  request: number | null;
  membership: number | null;
  /** Or the line of a roster check, by its place. */
  line: number | null;
  /** Empty when nobody knows who it is. */
  person: string;
  group: string;
  /** The unit that its nickname says. */
  unit: string;
  kind: 'add' | 'remove' | 'rename';
  status: 'open' | 'done' | 'failed' | 'cancelled';
  version: number;
  movedBy: string | null;
  movedAt: number;
  openedAt: number;
  /** The Office lets it rest. */
  dropped: boolean;
  assignedTo: string | null;
}
/** A person of a form: picked, typed in with a phone of his own, or not to be sent. */
export type JoinLine =
  | { is: 'picked'; person: string }
  | { is: 'new'; name: string; unit: string }
  | { is: 'bad'; how: 'phone' | 'nobody' | 'nameless' };
/** A line of a chat's real list, with what it is to be taken for; of a member by his `no`. */
export type ListedLine = { text: string } & (
  | { is: 'member' | 'misnamed'; membership: number }
  | { is: 'person'; name: string; unit: string }
  | { is: 'unknown' }
);
export type RosterStep = 'join' | 'remove' | 'add' | 'leave' | 'rename' | 'tell' | 'ignore' | 'reopen';
/** What a check says of a line, and what was done about it. */
export interface RosterLine {
  check: number;
  kind: 'stranger' | 'missing' | 'misnamed' | 'double' | 'conforms';
  text: string;
  membership: number | null;
  person: string | null;
  status: 'open' | 'done' | 'ignored' | 'clear';
  version: number;
  movedBy: string | null;
  step: Exclude<RosterStep, 'ignore' | 'reopen'> | 'ask' | null;
  request: number | null;
  order: number | null;
}
/** A line of a chat's list: `和平李娟`. */
export interface BaselineLine {
  name: string;
  unit: string;
}
/** The members of a group that was there before the register, to be confirmed by two. */
export interface Baseline {
  group: string;
  by: string;
  adminBy: string | null;
  lines: readonly BaselineLine[];
  status: 'draft' | 'confirmed' | 'done' | 'discarded';
  version: number;
  movedBy: string | null;
}
/** Somebody is to belong to another unit from a day on. */
export interface Transfer {
  person: string;
  from: string;
  to: string;
  /** `2026-11-16` */
  day: string;
  by: string;
  for: string | null;
  status: 'planned' | 'done' | 'cancelled';
  version: number;
  movedBy: string | null;
}
export interface Membership {
  /** Which one it is of all that there ever were. */
  no: number;
  person: string;
  group: string;
  unit: string;
  request: number | null;
  confirmed: boolean;
  since: number;
}
/** A question whether an inactive member stays. */
export interface SweepItem {
  /** Of which membership, by its `no`. */
  membership: number;
  person: string;
  group: string;
  unit: string;
  status: 'asked' | 'escalated' | 'kept' | 'removed' | 'lapsed';
  version: number;
  movedBy: string | null;
  askedAt: number;
  remindAt: number;
  dueAt: number;
  why: 'unanswered' | 'vacant' | 'own' | null;
  answeredBy: string | null;
  answeredFor: string | null;
  keptUntil: number | null;
  request: number | null;
}
/** The settings the model reckons with, as they stand when it begins. */
export interface Settings {
  opens: number;
  closes: number;
  inactiveDays: number;
  monthDay: number;
  answerDays: number;
  remindDays: number;
  keptDays: number;
  decisionDays: number;
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
  /** Those that have not ended. */
  memberships: Membership[];
  /** How many memberships there ever were. */
  membershipsMade: number;
  transfers: Transfer[];
  /** Comparisons of chats' real lists with the register, and the lines of all of them. */
  checks: { group: string; at: number }[];
  lines: RosterLine[];
  baselines: Baseline[];
  /** Short names of units, which nicknames begin with. */
  units: Map<string, string>;
  /** When a sweep was started, each time. */
  sweeps: number[];
  sweepItems: SweepItem[];
  /** When the product knows that somebody did something, by person, and by person and group. */
  noted: Map<string, number>;
  /** What somebody is told once a day only: by whom, what and the day. */
  reminded: Set<string>;
  settings: Settings;
  /** Whether a day `2026-11-16` is a working day, by the public calendar. */
  isWorking: (day: string) => boolean;
  /** Forms that were accepted: by whom, and which request they made. */
  forms: Map<string, { by: string }>;
  /** How many audit records there are of each act done, and of each refused with its code. */
  trail: Map<string, number>;
  /** How many notifications of each kind each person has. */
  told: Map<string, number>;
}

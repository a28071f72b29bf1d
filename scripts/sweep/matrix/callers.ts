import type { Role } from '@/lib/access/roles';

/** Who may stand at the door. The first ten have nothing to show that counts; a column of the tables each, in this order. */
export const callers = {
  st: { who: 'a stranger', session: 'none' },
  fo: { who: 'somebody with a session cookie that we did not make', session: 'forged' },
  id: { who: 'a session that was left alone too long', session: 'idle' },
  ex: { who: 'a session older than any may be', session: 'expired' },
  en: { who: 'a session that was ended', session: 'ended' },
  di: { who: 'a session whose account was disabled', session: 'disabled' },
  de: { who: 'a session whose person has departed', session: 'departed' },
  aw: { who: 'somebody whose password was right, with the second step still to come', session: 'awaiting' },
  co: { who: 'a session opened with a one-time code, no password set yet', session: 'code' },
  mu: { who: 'a session that must set up a second factor first', session: 'unenrolled' },
  me: { who: 'a member of 和平社区 and its group', role: 'member' },
  he: { who: 'the head of 和平社区', role: 'unit_head' },
  oh: { who: 'the head of another unit', role: 'unit_head' },
  o1: { who: 'the Office', role: 'office_admin' },
  o2: { who: 'the Office, a second one', role: 'office_admin' },
  ga: { who: 'the administrator of the group of 和平社区', role: 'group_admin' },
  le: { who: 'the leader in charge of 和平社区', role: 'leader' },
  su: { who: 'the supervisor', role: 'supervisor' },
  re: { who: 'the representative of members', role: 'representative' },
  sy: { who: 'the system administrator', role: 'system_admin' },
  au: { who: 'the auditor', role: 'auditor' },
  dh: { who: 'a member to whom the head of 和平社区 has handed his duty', delegate: 'unit_head' },
  dl: { who: 'a member to whom the leader has handed his duty', delegate: 'leader' },
} as const satisfies Record<string, CallerKind>;

interface CallerKind {
  who: string;
  /** What is wrong with the session. Its person holds every role, so that nothing but the session keeps him out. */
  session?:
    | 'none'
    | 'forged'
    | 'idle'
    | 'expired'
    | 'ended'
    | 'disabled'
    | 'departed'
    | 'awaiting'
    | 'code'
    | 'unenrolled';
  role?: Role;
  /** Whose duty he exercises besides being a member. */
  delegate?: Role;
}

export type Caller = keyof typeof callers;

export const callerNames = Object.keys(callers) as Caller[];

export const callerKind = (caller: Caller): CallerKind => callers[caller];

/** Whether this one is signed in and may use the product. */
export const isPresent = (caller: Caller): boolean => callerKind(caller).session === undefined;

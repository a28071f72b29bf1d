import type { Duty, Form } from './facts';

/** The acts that product and model are asked about. */

interface OnNotice {
  who: string;
  /** Its place. */
  on: number;
}
export interface Seen extends OnNotice {
  /** As whoever acts saw it. */
  version: number;
}

/** `on` is null for a new one; `seen` is when the copy that the form shows was kept. */
export interface Writing {
  act: 'save' | 'submit';
  who: string;
  on: number | null;
  form: Form;
  seen: number | null;
}
export interface TakingBack extends Seen {
  act: 'reopen' | 'withdraw';
}
export interface Discarding extends OnNotice {
  act: 'discard';
}
export interface Deciding extends Seen {
  act: 'approve' | 'return' | 'reject' | 'setMajor';
  step: number;
}
export interface Naming extends OnNotice {
  act: 'assign';
  step: number;
  /** Who was named when the form was shown. */
  before: string | null;
  person: string;
}
export interface Sending extends Seen {
  act: 'publish' | 'release' | 'recall';
}
export interface Copying extends OnNotice {
  act: 'copy' | 'repeat';
}
export interface Answering extends OnNotice {
  act: 'read' | 'acknowledge';
}
/** `pasted` is what was said in the chat, to be matched; else they are picked by hand. */
export interface Collecting extends OnNotice {
  act: 'collect';
  people: string[];
  pasted: boolean;
}
/** Of all who are missing, or of one unit. */
export interface Chasing extends OnNotice {
  act: 'chase';
  unit: string | null;
}
export interface PublishingFirst {
  act: 'emergency';
  who: string;
  unit: string;
  words: number;
  groups: string[];
  posted: boolean;
}
export interface FollowingUp extends OnNotice {
  act: 'followUp';
  closes: boolean;
}
export interface Handling extends Seen {
  act: 'complete' | 'fail' | 'reissue';
  order: number;
}

type OnPaper = Writing | Copying | TakingBack | Discarding | Deciding | Naming;
type Out = Sending | Answering | Collecting | Chasing | PublishingFirst | FollowingUp | Handling;
export type OnNoticeAct = OnPaper | Out;

/** What changes who is what. A role is of a unit or a group, or of neither: ''. */
export type StreetAct =
  | { act: 'leave'; who: string; person: string; group: string }
  | { act: 'depart'; who: string; person: string }
  | { act: 'setPrimary'; who: string; person: string }
  | { act: 'giveRole' | 'endRole'; who: string; person: string; role: Duty | 'office_admin'; scope: string }
  | { act: 'takeCharge'; who: string; person: string; unit: string }
  | { act: 'addAdmin'; who: string; person: string; group: string }
  | { act: 'delegate'; who: string; to: string; role: Duty; days: number }
  | { act: 'endDelegation'; who: string; delegation: number }
  | { act: 'archive' | 'restore'; who: string; group: string };

/** What somebody does, not time or the product by itself. */
export type PersonalAct = OnNoticeAct | StreetAct;
/** `join` and `arrive` are what other parts of the product leave, `upload` what the form does before it is sent. */
export type WorldAct =
  | { act: 'publishDue' | 'escalate' | 'remind' | 'findLeft' }
  | { act: 'join'; person: string; group: string }
  | { act: 'arrive'; name: string; unit: string }
  | { act: 'upload'; person: string; name: string }
  | { act: 'wait'; minutes: number };
export type Act = PersonalAct | WorldAct;

/** `ok`, or a refusal's code. */
export type Answer = string;

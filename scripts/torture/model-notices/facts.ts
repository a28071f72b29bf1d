import type { NoticeStatus, ReceiptWanted, ReleaseWhen } from '@/db/schema/notices';
import type { StepDuty, StepStatus } from '@/db/schema/reviews';
import type { OfficeCalendar } from '../model/office-time';

/** What the reference model of notices knows, and the acts it is asked about. Notices, steps and orders are known by their places. */

export interface Form {
  id: string;
  unit: string;
  /** Which of the texts: notices with the same one repeat each other, others have nothing in common. */
  words: number;
  groups: string[];
  major: boolean;
  wanted: ReceiptWanted;
  receiptDue: number | null;
  release: ReleaseWhen;
  planned: number | null;
  /** Attachments, in their order; `named` when the text says what they are called. */
  files: string[];
  named: boolean;
}

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

export type Duty = 'unit_head' | 'leader';

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
  | { act: 'publishDue' | 'escalate' | 'remind' }
  | { act: 'join'; person: string; group: string }
  | { act: 'arrive'; name: string; unit: string }
  | { act: 'upload'; person: string; name: string }
  | { act: 'wait'; minutes: number };
export type Act = PersonalAct | WorldAct;

/** `ok`, or a refusal's code. */
export type Answer = string;

export interface Person {
  name: string;
  unit: string;
  heads: string[];
  /** Units in his charge; null for whoever is no leader. */
  leads: string[] | null;
  primary: boolean;
  office: boolean;
  supervisor: boolean;
  administers: string[];
  joined: string[];
  /** Can sign in; nobody else does anything. */
  account: boolean;
  departed: boolean;
  /** Gives and takes roles. */
  system: boolean;
  /** Of the three administrators: reviews nothing, and is nothing else. */
  barred: boolean;
}

/** A duty that is exercised by somebody else, in the order in which they were handed over. */
export interface Delegation {
  from: string;
  to: string;
  role: Duty;
  until: number;
}

export interface Step {
  /** Number of its revision. */
  revision: number;
  duty: StepDuty;
  status: StepStatus;
  version: number;
  major: boolean;
  afterwards: boolean;
  /** Since when it has nobody, as the Office was told. */
  vacant: number | null;
  /** When it was put before whoever has it now. */
  since: number;
  due: number | null;
  assigned: string | null;
  escalation: number;
  escalatedAt: number;
  by: string | null;
  /** Whose duty a delegate exercised. */
  for: string | null;
}

export interface Order {
  group: string;
  kind: 'post' | 'recall';
  status: 'open' | 'done' | 'failed' | 'cancelled';
  version: number;
  dropped: boolean;
}

export interface Receipt {
  wanted: ReceiptWanted;
  due: number | null;
  /** The unit he was in the group for. */
  unit: string;
  read: boolean;
  acknowledged: boolean;
  source: 'portal' | 'chat' | null;
  /** Who entered what he answered in the chat. */
  enteredBy: string | null;
  chased: number | null;
  /** How far the product itself has reminded him: before it was due, after it. */
  reminded: 0 | 1 | 2;
}

/** 一键催办, once: on which day, of whom. */
export interface Chase {
  day: string;
  unit: string | null;
  by: string;
  people: string[];
}

export interface Notice extends Form {
  author: string;
  emergency: boolean;
  status: NoticeStatus;
  version: number;
  edited: number;
  /** Done away with, as no more than a draft. */
  gone: boolean;
  /** The first of those that say the same. */
  repeatOf: string | null;
  /** What was submitted, each as it was. */
  revisions: Pick<Form, 'words' | 'groups' | 'files' | 'named' | 'wanted'>[];
  publishAt: number | null;
  released: boolean;
  /** Its publishing was stopped: it has to be changed first. */
  stopped: boolean;
  publishedAt: number | null;
  /** Stood in the chats before it was recorded. */
  posted: boolean;
  followUpDue: number | null;
  closed: boolean;
  steps: Step[];
  deliveries: Map<string, 'pending' | 'sent' | 'failed' | 'recalled'>;
  orders: Order[];
  receipts: Map<string, Receipt>;
  chases: Chase[];
}

/** An upload, and the notice it belongs to; one that belongs to none is forgotten after a day. */
export interface File {
  name: string;
  by: string;
  owner: string | null;
}

export interface Group {
  portal: boolean;
  archived: boolean;
}

export interface Facts extends OfficeCalendar {
  at: number;
  units: ReadonlyMap<string, string>;
  people: Map<string, Person>;
  delegations: Delegation[];
  groups: ReadonlyMap<string, Group>;
  files: Map<string, File>;
  notices: Notice[];
}

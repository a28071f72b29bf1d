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
export interface Answering extends OnNotice {
  act: 'read' | 'acknowledge';
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

/** What somebody does, not time or the product by itself. */
export type PersonalAct =
  | (Writing | TakingBack | Discarding | Deciding | Naming)
  | (Sending | Answering | PublishingFirst | FollowingUp | Handling);
export type Act =
  | PersonalAct
  | { act: 'archive'; group: string }
  | { act: 'publishDue' | 'escalate' }
  | { act: 'wait'; minutes: number };

/** `ok`, or a refusal's code. */
export type Answer = string;

export interface Person {
  unit: string;
  heads: string[];
  /** Units in his charge; null for whoever is no leader. */
  leads: string[] | null;
  primary: boolean;
  office: boolean;
  supervisor: boolean;
  administers: string[];
  joined: string[];
  /** Whose duty he exercises as a delegate. */
  standsFor: string | null;
  /** Can sign in; whoever cannot may be acted for all the same: the model asks the commands. */
  account: boolean;
  /** Of the three administrators: reviews nothing. */
  barred: boolean;
}

export interface Step {
  /** Number of its revision. */
  revision: number;
  duty: StepDuty;
  status: StepStatus;
  version: number;
  major: boolean;
  afterwards: boolean;
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
  read: boolean;
  acknowledged: boolean;
}

export interface Notice extends Form {
  author: string;
  emergency: boolean;
  status: NoticeStatus;
  version: number;
  edited: number;
  /** Done away with, as no more than a draft. */
  gone: boolean;
  /** What was submitted, each as it was. */
  revisions: Pick<Form, 'words' | 'groups'>[];
  publishAt: number | null;
  released: boolean;
  publishedAt: number | null;
  /** Stood in the chats before it was recorded. */
  posted: boolean;
  followUpDue: number | null;
  closed: boolean;
  steps: Step[];
  deliveries: Map<string, 'pending' | 'sent' | 'failed' | 'recalled'>;
  orders: Order[];
  receipts: Map<string, Receipt>;
}

export interface Group {
  portal: boolean;
  archived: boolean;
}

export interface Facts extends OfficeCalendar {
  at: number;
  people: ReadonlyMap<string, Person>;
  groups: ReadonlyMap<string, Group>;
  notices: Notice[];
}

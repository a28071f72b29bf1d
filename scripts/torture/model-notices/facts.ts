import type { NoticeStatus, ReceiptWanted, ReleaseWhen } from '@/db/schema/notices';
import type { StepDuty, StepStatus } from '@/db/schema/reviews';
import type { OfficeCalendar } from '../model/office-time';

/** What the reference model of notices knows. Notices, steps and orders are known by their places. */

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

export type Duty = 'unit_head' | 'leader';

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
  due: number;
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
  revisions: Pick<Form, 'words' | 'groups' | 'files' | 'named' | 'wanted' | 'receiptDue'>[];
  publishAt: number | null;
  released: boolean;
  /** Since when it was found to wait for an author who is gone. */
  left: number | null;
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

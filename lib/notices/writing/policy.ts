import type { NoticeCategory, NoticeStatus } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { type LeftBehind, mayStandIn, mayWrite, noticeAuthor } from '../policy';
import { editableStatuses, type NoticeVerb, noticeWorkflow } from '../states';

/** What of a notice decides what its author, or somebody who goes on from it, may do. */
export interface WrittenNotice extends LeftBehind {
  authorId: string;
  status: NoticeStatus;
  revision: number;
  category: NoticeCategory;
}

export interface WritingMay {
  edit: boolean;
  reopen: boolean;
  withdraw: boolean;
  discard: boolean;
  copy: boolean;
  repeat: boolean;
}

const isFrom = (verb: NoticeVerb, status: NoticeStatus): boolean =>
  noticeWorkflow.verbs[verb].from.includes(status);

/** What the actor may do with a notice he sees, for the buttons of its page; the commands ask again. */
export function writingMay(actor: Actor, notice: WrittenNotice): WritingMay {
  const { status, revision, category } = notice;
  const own = noticeAuthor(actor, notice).allowed;
  const editable = editableStatuses.some((one) => one === status);
  const writes = mayWrite(actor).allowed;
  const ordinary = category !== 'emergency';
  const ours = own || notice.unitId === actor.unitId;
  const left = !own && status !== 'draft' && mayStandIn(actor, notice).allowed;
  return {
    edit: own && ordinary && editable,
    reopen: own && ordinary && isFrom('reopen', status),
    withdraw: (own || left) && revision > 0 && isFrom('withdraw', status),
    discard: own && revision === 0 && status === 'draft',
    // What can still be changed itself is not gone on from; what was recalled, only by whoever puts it right.
    copy: writes && (status === 'published' || left || (own && !editable)),
    repeat: writes && ours && ordinary && status === 'published',
  };
}

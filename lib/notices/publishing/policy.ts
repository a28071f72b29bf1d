import type { NoticeStatus } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';
import { type Authored, asAuthor, type LeftBehind, mayStandIn } from '../policy';

/** What of a notice decides who may send it out or take it back. */
export interface NoticeParties extends Authored {
  unitId: string;
}

/** 发布: whoever wrote it says when, if he asked for that; who stands in for him when he is there no more. */
export function mayPublish(actor: Actor, notice: NoticeParties & LeftBehind): Verdict {
  const { authorId, authorAway } = notice;
  const own = verdict(actor, 'notices.publish', { personId: authorId }, '只有起草人可以发布这条信息');
  return own.allowed || !authorAway ? asAuthor(actor, notice, own) : mayStandIn(actor, notice);
}

/** 时段外发布: the Office, for what others wrote. */
export function mayRelease(actor: Actor, { authorId }: NoticeParties): Verdict {
  const found = verdict(actor, 'notices.oversee');
  return found.allowed && authorId === actor.personId
    ? denied('本人起草的信息须由其他管理员在时段外发布', '3.3.2')
    : found;
}

/** 召回: whoever wrote it, the head of the unit in whose name it went out, and the Office. */
export function mayRecall(actor: Actor, notice: NoticeParties): Verdict {
  const { authorId: personId, unitId } = notice;
  const message = '只有起草人、本单位负责人和街道办公室可以召回';
  return asAuthor(actor, notice, verdict(actor, 'notices.recall', { personId, unitId }, message));
}

/** 发布情况: what became of it in each group, for the same people as what became of it with each person. */
export function maySeeDeliveries(actor: Actor, { authorId, unitId }: NoticeParties): Verdict {
  return verdict(actor, 'notices.receipts', { personId: authorId, unitId });
}

/** What the actor may do about the publishing of a notice as it stands: the buttons of its page. */
export function publishingMay(
  actor: Actor,
  notice: NoticeParties & LeftBehind & { status: NoticeStatus; heldWhy: string | null },
): { publish: boolean; release: boolean; recall: boolean } {
  return {
    // Once stopped, it is changed or taken back.
    publish: notice.status === 'approved' && !notice.heldWhy && mayPublish(actor, notice).allowed,
    release: notice.status === 'scheduled' && mayRelease(actor, notice).allowed,
    recall: notice.status === 'published' && mayRecall(actor, notice).allowed,
  };
}

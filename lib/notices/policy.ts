import type { Actor, Grant } from '@/lib/access/actor';
import { denied, mayAtAll, scopeOf, type Verdict, verdict } from '@/lib/access/may';

const writes = (actor: Actor, grant: Grant): boolean =>
  mayAtAll({ ...actor, grants: [grant] }, 'notices.write');

const reaches = (actor: Actor, grant: Grant, groupIds: readonly string[]): boolean => {
  const scope = scopeOf({ ...actor, grants: [grant] }, 'notices.write');
  return scope.all || groupIds.every((id) => scope.groupIds.includes(id));
};

/** Whether the actor writes notices at all. */
export function mayWrite(actor: Actor): Verdict {
  const grant = actor.grants.find((one) => writes(actor, one));
  return grant ? { allowed: true, grant } : verdict(actor, 'notices.write');
}

/**
 * Whether the actor may write to all of these groups: those he is in or administers; heads, leaders and the Office to any. The grant is one
 * that reaches them all, where there is one.
 */
export function mayWriteTo(actor: Actor, groupIds: readonly string[]): Verdict {
  const scope = scopeOf(actor, 'notices.write');
  if (!(scope.all || groupIds.every((id) => scope.groupIds.includes(id))))
    return denied('只能向所在的群、所管的群发布信息', '3.1.1');
  const grant = actor.grants.find((one) => writes(actor, one) && reaches(actor, one, groupIds));
  return grant ? { allowed: true, grant } : mayWrite(actor);
}

/** What of a notice decides who goes on with it when its author is there no more. */
export interface LeftBehind {
  unitId: string;
  /** Has left the service or the unit, or may not sign in (writing/queries/away). */
  authorAway: boolean;
}

/** 代起草人处理: what is its author's to do, by the head of the unit and the Office when he is there no more. */
export function mayStandIn(actor: Actor, { unitId, authorAway }: LeftBehind): Verdict {
  if (!authorAway) return denied('起草人在岗，由本人处理', '3.4.2');
  return verdict(actor, 'notices.stand_in', { unitId }, '起草人已离岗，由本单位负责人或街道办公室处理');
}

/** Whose the notice is: only its author changes it, takes it back or does away with it. */
export function noticeAuthor(actor: Actor, { authorId }: { authorId: string }): Verdict {
  if (actor.personId === null || actor.personId !== authorId)
    return denied('只有起草人可以修改或撤回', '3.4.2');
  return mayWrite(actor);
}

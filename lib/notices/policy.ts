import type { Actor, Grant } from '@/lib/access/actor';
import { denied, mayAtAll, scopeOf, type Verdict, verdict } from '@/lib/access/may';

const writes = (actor: Actor, grant: Grant): boolean =>
  mayAtAll({ ...actor, grants: [grant] }, 'notices.write');

const reaches = (actor: Actor, grant: Grant, groupIds: readonly string[]): boolean => {
  const scope = scopeOf({ ...actor, grants: [grant] }, 'notices.write');
  return scope.all || groupIds.every((id) => scope.groupIds.includes(id));
};

const isForAll = (actor: Actor, grant: Grant): boolean =>
  scopeOf({ ...actor, grants: [grant] }, 'notices.write').all;

/**
 * The role in which the actor writes to these groups: of those that reach them all, the one that reaches furthest. A head writes as the
 * head, whether he is in the groups or not, and what he does with his notice afterwards he does as the same.
 */
function writingGrant(actor: Actor, groupIds: readonly string[]): Grant | undefined {
  const able = actor.grants.filter((one) => writes(actor, one) && reaches(actor, one, groupIds));
  return able.find((one) => isForAll(actor, one)) ?? able.find(({ role }) => role !== 'member') ?? able[0];
}

/** Whether the actor writes notices at all. */
export function mayWrite(actor: Actor): Verdict {
  const grant = writingGrant(actor, []);
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
  const grant = writingGrant(actor, groupIds);
  return grant ? { allowed: true, grant } : mayWrite(actor);
}

/** What of a notice says in which role its author has written it. */
export interface Authored {
  authorId: string;
  /** The groups it is for, where they are known. */
  groupIds?: readonly string[];
}

/** A verdict on what its author does with a notice: in the role in which he wrote it, not as anybody for what is his own. */
export function asAuthor(actor: Actor, { authorId, groupIds = [] }: Authored, found: Verdict): Verdict {
  if (!found.allowed || actor.personId === null || actor.personId !== authorId) return found;
  const grant = writingGrant(actor, groupIds) ?? writingGrant(actor, []);
  return grant ? { allowed: true, grant } : found;
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
export function noticeAuthor(actor: Actor, notice: Authored): Verdict {
  if (actor.personId === null || actor.personId !== notice.authorId)
    return denied('只有起草人可以修改或撤回', '3.4.2');
  return asAuthor(actor, notice, mayWrite(actor));
}

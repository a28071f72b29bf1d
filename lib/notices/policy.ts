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

/** Whose the notice is: only its author changes it, takes it back or does away with it. */
export function noticeAuthor(actor: Actor, { authorId }: { authorId: string }): Verdict {
  if (actor.personId === null || actor.personId !== authorId)
    return denied('只有起草人可以修改或撤回', '3.4.2');
  return mayWrite(actor);
}

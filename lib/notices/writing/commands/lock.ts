import { and, eq, or } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import type { LeftBehind } from '../../policy';
import { type NoticeRow, noticeColumns, targetGroups } from '../../queries/columns';
import { standsIn } from '../queries/away';

const notYours = '没有这份信息，或您无权修改';

/** A notice of the actor's own, locked: a lock that review, publishing and writing take first. Null when there is none. */
export async function lockOwn(tx: Tx, actor: Actor, id: string): Promise<LockedNotice | null> {
  if (!actor.personId) return null;
  const [row] = await tx
    .select({ ...noticeColumns, groupIds: targetGroups })
    .from(notices)
    .where(and(eq(notices.id, id), eq(notices.authorId, actor.personId)))
    .for('update');
  return row ?? null;
}

export type OwnNotice = NoticeRow;

/** With the groups of its working copy. */
export interface LockedNotice extends OwnNotice {
  groupIds: string[];
}

/** The same, refused when there is none: of others' notices nobody learns by trying. */
export async function ownNotice(tx: Tx, actor: Actor, id: string): Promise<LockedNotice> {
  return (await lockOwn(tx, actor, id)) ?? refuse('not_found', notYours);
}

/** One's own, or one left behind by an author who is there no more, for whoever stands in for him; locked. Refused like others'. */
export async function ownOrLeft(tx: Tx, actor: Actor, id: string): Promise<LockedNotice & LeftBehind> {
  const mine = eq(notices.authorId, actor.personId ?? id);
  const [row] = await tx
    .select({ ...noticeColumns, groupIds: targetGroups })
    .from(notices)
    .where(and(eq(notices.id, id), or(mine, standsIn(actor))))
    .for('update');
  return row ? { ...row, authorAway: row.authorId !== actor.personId } : refuse('not_found', notYours);
}

/** What the audit trail calls a notice. */
export const labelOf = ({ number, title }: Pick<OwnNotice, 'number' | 'title'>): string =>
  [number, title ? `《${title}》` : ''].filter(Boolean).join(' ') || '草稿';

import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';

/** A notice of the actor's own, locked: a lock that review, publishing and writing take first. Null when there is none. */
export async function lockOwn(tx: Tx, actor: Actor, id: string) {
  if (!actor.personId) return null;
  const [row] = await tx
    .select()
    .from(notices)
    .where(and(eq(notices.id, id), eq(notices.authorId, actor.personId)))
    .for('update');
  return row ?? null;
}

export type OwnNotice = NonNullable<Awaited<ReturnType<typeof lockOwn>>>;

/** The same, refused when there is none: of others' notices nobody learns by trying. */
export async function ownNotice(tx: Tx, actor: Actor, id: string): Promise<OwnNotice> {
  return (await lockOwn(tx, actor, id)) ?? refuse('not_found', '没有这份信息，或您无权修改');
}

/** What the audit trail calls a notice. */
export const labelOf = ({ number, title }: Pick<OwnNotice, 'number' | 'title'>): string =>
  [number, title ? `《${title}》` : ''].filter(Boolean).join(' ') || '草稿';

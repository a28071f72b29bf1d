import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notifications } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import type { Notification } from '@/lib/inbox/notify';
import type { NoticeRow } from '../../queries/columns';

type Written = Pick<NoticeRow, 'id' | 'authorId'>;

const promises = (id: string): string => `notice.arranged:${id}:`;

/** A message to whoever wrote it; none when it is he who acts. */
export const toAuthor = (
  actor: Actor,
  { id, authorId }: Written,
  title: string,
  detail = '',
): Notification[] =>
  authorId === actor.personId
    ? []
    : [{ personId: authorId, kind: 'notice', title, detail, href: `/notices/${id}` }];

/** The same of when it will go out, by which it is known should that come to nothing. */
export const toAuthorOfTime = (
  actor: Actor,
  notice: Written,
  title: string,
  detail?: string,
): Notification[] =>
  toAuthor(actor, notice, title, detail).map((message) => ({
    ...message,
    dedupeKey: promises(notice.id) + newId(),
  }));

/** What its author was told of when it would go out is so no more: his messages say why, as those of a recalled notice do. */
export async function retractPromises(tx: Tx, { id, authorId }: Written, why: string): Promise<void> {
  await tx
    .update(notifications)
    .set({
      title: sql`${`（${why}）`} || ${notifications.title}`,
      readAt: sql`coalesce(${notifications.readAt}, ${now().toISOString()}::timestamptz)`,
    })
    .where(
      and(
        eq(notifications.personId, authorId),
        sql`starts_with(${notifications.dedupeKey}, ${promises(id)})`,
        sql`not starts_with(${notifications.title}, '（')`,
      ),
    );
}

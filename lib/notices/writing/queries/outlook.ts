import { and, eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import type { OutlookQuestion } from '../../input';
import { mayWrite } from '../../policy';
import { publishingChecks } from '../../publishing/queries/plan';
import { idList } from '../../queries/visible';
import type { RuleCheck } from '../../rules/checks';
import { writableAmong } from './groups';

/** What only the server can say of a notice while it is written. */
export interface Outlook {
  /** Who is in any of its groups now, each counted once. */
  people: number;
  /** Flood control and windows (3.3.1, 3.3.2), as if it were approved now. */
  checks: RuleCheck[];
}

/** Of the groups the actor may write to; the others count for nothing. */
export async function outlookOf(actor: Actor, draft: OutlookQuestion): Promise<Outlook> {
  const known = await writableAmong(db(), actor, draft.groupIds);
  if (!(actor.personId && mayWrite(actor).allowed && known.length)) return { people: 0, checks: [] };
  const ids = known.map(({ groupId }) => groupId);
  const [reach, kept] = await Promise.all([
    db().execute<{ people: number }>(sql`
      select count(distinct m.person_id)::int as people from memberships m
      where m.until is null and m.group_id in ${idList(ids)}`),
    db()
      .select({ repeatOf: notices.repeatOf })
      .from(notices)
      .where(and(eq(notices.id, draft.id), eq(notices.authorId, actor.personId))),
  ]);
  const checks = await publishingChecks(db(), {
    ...draft,
    authorId: actor.personId,
    repeatOf: kept[0]?.repeatOf ?? null,
    groups: known,
    receiptDueAt: draft.receiptDue,
    plannedAt: draft.planned,
  });
  return { people: reach[0]?.people ?? 0, checks };
}

import { and, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { idList } from '../../queries/visible';

/**
 * In SQL what `mayFollowUp` says of emergencies that wait for their next entry; `notices.followUpDueAt` is when it is due. False for
 * whoever follows up none.
 */
export function waitsForFollowUp(actor: Actor): SQL {
  const { all, unitIds, groupIds } = scopeOf(actor, 'notices.emergency');
  if (!(all || unitIds.length || groupIds.length)) return sql`false`;
  const mine = all
    ? undefined
    : or(
        unitIds.length ? sql`${notices.unitId} in ${idList(unitIds)}` : undefined,
        groupIds.length
          ? sql`exists (select 1 from notice_targets t where t.notice_id = ${notices.id} and t.group_id in ${idList(groupIds)})`
          : undefined,
      );
  return and(isNotNull(notices.followUpDueAt), eq(notices.status, 'published'), mine) as SQL;
}

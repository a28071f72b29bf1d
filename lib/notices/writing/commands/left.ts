import { and, asc, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { NoticeStatus } from '@/db/schema/notices';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { openMoment } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { headsByUnit } from '@/lib/groups/orders/queries/heads';
import { officeAdmins } from '@/lib/groups/orders/queries/recipients';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { idList } from '../../queries/visible';
import { authorAway, waitsForAuthor } from '../queries/away';

/** More than this many are left for the next hour. */
const mostAtOnce = 500;

/**
 * Finds what waits for an author who is there no more, and tells the head of its unit and the Office, who go on with it; forgets what does
 * not wait any more. In office hours; only the system itself may.
 */
export const findLeft = command(
  { name: 'notice.find_left', clause: '3.4.2' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const at = now();
    if (openMoment(await workCalendar(tx), at).getTime() !== at.getTime()) return { found: 0 };
    const settled = and(isNotNull(notices.leftAt), or(not(waitsForAuthor), not(authorAway())));
    await mark(tx, await held(tx, settled), null);
    const ids = await held(tx, and(isNull(notices.leftAt), waitsForAuthor, authorAway()));
    await mark(tx, ids, at);
    await tell(tx, ids);
    if (ids.length)
      await record(tx, actor, {
        action: 'notice.find_left',
        clause: '3.4.2',
        after: { notices: ids.length },
      });
    return { found: ids.length };
  },
);

/** Locked in the order of their ids; what somebody is at just now is left for the next hour. */
async function held(tx: Tx, where: SQL | undefined): Promise<string[]> {
  const rows = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(where)
    .orderBy(asc(notices.id))
    .limit(mostAtOnce)
    .for('update', { skipLocked: true });
  return rows.map(({ id }) => id);
}

async function mark(tx: Tx, ids: readonly string[], leftAt: Date | null): Promise<void> {
  if (!ids.length) return;
  await tx
    .update(notices)
    .set({ leftAt })
    .where(sql`${notices.id} in ${idList(ids)}`);
}

const standing: Partial<Record<NoticeStatus, string>> = {
  approved: '已通过审核，尚未发布',
  returned: '已退回修改',
};

async function tell(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  const rows = await tx
    .select({
      id: notices.id,
      number: notices.number,
      status: notices.status,
      unitId: notices.unitId,
      title: noticeRevisions.title,
    })
    .from(notices)
    .innerJoin(
      noticeRevisions,
      sql`${noticeRevisions.noticeId} = ${notices.id} and ${noticeRevisions.number} = ${notices.revision}`,
    )
    .where(inArray(notices.id, [...ids]));
  const [heads, office] = await Promise.all([
    headsByUnit(
      tx,
      rows.map(({ unitId }) => unitId),
      // Nobody goes on with another's notice on somebody's behalf.
      { themselves: true },
    ),
    officeAdmins(tx),
  ]);
  await notify(
    tx,
    rows.flatMap(({ id, number, status, unitId, title }) =>
      [...new Set([...(heads.get(unitId) ?? []), ...office])].map((personId) => ({
        personId,
        kind: 'notice' as const,
        title: `《${title}》起草人已离岗，请接手处理`,
        detail: [standing[status], number].filter(Boolean).join(' · '),
        href: `/notices/${id}`,
        dedupeKey: `notice.left:${id}:${status}`,
      })),
    ),
  );
}

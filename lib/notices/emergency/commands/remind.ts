import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { formatMoment } from '@/lib/core/time';
import { officeAdmins } from '@/lib/groups/orders/queries/recipients';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { emergencyName } from '../../states';
import { periodsOverdue } from '../rules';

const minute = 60_000;
/** So long before an entry is due its author is told. */
const warnedMs = 15 * minute;
/** So many are looked at in one transaction. */
const batchSize = 200;

/** Where a batch ended, in the order in which entries are due. */
export interface DuePlace {
  dueAt: Date;
  id: string;
}

/**
 * Reminds of entries that are due: the author shortly before and once it is overdue, the Office too after a while; again in every further
 * period. By day and by night, since it is an emergency. One batch, the first or the one after a place: what is never closed holds up nothing.
 * Only the system itself may.
 */
export const remindFollowUps = command(
  { name: 'notice.remind_follow_up', clause: '3.1.3' },
  async (
    tx,
    actor,
    { after }: { after?: DuePlace },
  ): Promise<{ reminded: number; next: DuePlace | null }> => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const due = await dueEntries(tx, after);
    const reminded = due.length ? await tell(tx, due) : 0;
    if (reminded)
      await record(tx, actor, { action: 'notice.remind_follow_up', clause: '3.1.3', after: { reminded } });
    const last = due.length === batchSize ? due.at(-1) : undefined;
    return { reminded, next: last ? { dueAt: last.dueAt, id: last.id } : null };
  },
);

interface Due extends DuePlace {
  title: string;
  authorId: string;
}

async function dueEntries(tx: Tx, after: DuePlace | undefined): Promise<Due[]> {
  const soon = new Date(now().getTime() + warnedMs);
  const beyond =
    after &&
    sql`(${notices.followUpDueAt}, ${notices.id}) > (${after.dueAt.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await tx
    .select({
      id: notices.id,
      title: notices.title,
      authorId: notices.authorId,
      dueAt: notices.followUpDueAt,
    })
    .from(notices)
    .where(and(eq(notices.status, 'published'), lte(notices.followUpDueAt, soon), beyond))
    .orderBy(asc(notices.followUpDueAt), asc(notices.id))
    .limit(batchSize);
  return rows.flatMap(({ dueAt, ...row }) => (dueAt ? [{ ...row, dueAt }] : []));
}

async function tell(tx: Tx, due: readonly Due[]): Promise<number> {
  const settings = await settingsNow(tx);
  const at = now();
  const patience = settings['notices.follow_up_office_minutes'] * minute;
  const office = await officeAdmins(tx);
  const messages = due.flatMap(({ id, title, authorId, dueAt }) => {
    const late = at.getTime() - dueAt.getTime();
    const href = `/notices/${id}#emergency`;
    const detail = `应于 ${formatMoment(dueAt)} 前续报`;
    const kind = 'notice' as const;
    const key = `${id}:${dueAt.toISOString()}`;
    if (late < 0) {
      const soon = { title: `${emergencyName(title)}即将到续报时间`, dedupeKey: `emergency.soon:${key}` };
      return [{ personId: authorId, kind, detail, href, ...soon }];
    }
    const periods = periodsOverdue(dueAt, at, settings['notices.follow_up_hours']);
    const overdue = {
      kind,
      detail,
      href,
      title: `${emergencyName(title)}续报逾期，请尽快续报或报告处置结果`,
      dedupeKey: `emergency.overdue:${key}:${periods}`,
    };
    const others = late >= patience ? office.filter((personId) => personId !== authorId) : [];
    return [authorId, ...others].map((personId) => ({ personId, ...overdue }));
  });
  return notify(tx, messages);
}

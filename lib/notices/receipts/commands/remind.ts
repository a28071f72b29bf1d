import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingHours, openMoment } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';

/** So many receipts of either kind are looked at in one transaction. */
const batchSize = 2_000;

interface Owed extends Record<string, unknown> {
  person: string;
  notice: string;
  title: string;
  author: string;
  due: string;
  /** Neither recalled meanwhile nor of somebody who has left, or is in none of its groups any more: they are marked without a word. */
  wanted: boolean;
}

/** From when on, where it is said, and before when a receipt is due. */
interface Span {
  from?: Date;
  before: Date;
}

/** Marks the first receipts that are due within a span as reminded up to `stage`, and tells whose they are, and whether there may be more. */
async function take(tx: Tx, { from, before }: Span, stage: 1 | 2) {
  const since = from ? sql`and due_at >= ${from.toISOString()}::timestamptz` : sql``;
  const rows = await tx.execute<Owed>(sql`
    with owed as (
      select notice_id, person_id from notice_receipts
      where wanted = 'acknowledge' and acknowledged_at is null and reminded < 2 and reminded < ${stage}
        and due_at < ${before.toISOString()}::timestamptz ${since}
      order by due_at limit ${batchSize} for update skip locked),
    marked as (
      update notice_receipts r set reminded = ${stage} from owed
      where r.notice_id = owed.notice_id and r.person_id = owed.person_id
      returning r.notice_id, r.person_id, r.due_at)
    select p.id as person, n.id as notice, n.title, n.author_id as author, marked.due_at as due,
      n.status = 'published' and p.departed_at is null and exists (select 1 from notice_targets t
        join memberships m on m.group_id = t.group_id and m.person_id = p.id and m.until is null where t.notice_id = n.id) as wanted
    from marked join notices n on n.id = marked.notice_id join people p on p.id = marked.person_id`);
  return { owed: rows.filter(({ wanted }) => wanted), more: rows.length === batchSize };
}

const tellEach = (tx: Tx, owed: readonly Owed[], stage: 1 | 2): Promise<number> =>
  notify(
    tx,
    owed.map(({ person, notice, title, due }) => ({
      personId: person,
      kind: 'notice' as const,
      title: stage === 1 ? `请确认「我已知悉」：${title}` : `回执已逾期，请尽快确认：${title}`,
      detail: `截止 ${formatShort(new Date(due))}`,
      href: `/notices/${notice}`,
      dedupeKey: `receipt.${stage === 1 ? 'near' : 'overdue'}:${notice}`,
    })),
  );

/** Who wrote it is told once that some are missing: how many, the page says. */
const tellAuthors = (tx: Tx, owed: readonly Owed[]): Promise<number> =>
  notify(
    tx,
    [...new Map(owed.map((row) => [row.notice, row])).values()].map(({ notice, title, author, due }) => ({
      personId: author,
      kind: 'notice' as const,
      title: `回执已到期，仍有人未确认：${title}`,
      detail: `截止 ${formatShort(new Date(due))}，可以一键催办`,
      href: `/notices/${notice}`,
      dedupeKey: `receipt.missing:${notice}`,
    })),
  );

/**
 * Reminds of acknowledgements that are soon due, and once more when they are overdue; in office hours. One batch, and whether there may be
 * more to remind of. Only the system itself may.
 */
export const remindReceipts = command<Record<string, never>, { reminded: number; more: boolean }>(
  { name: 'receipt.remind', clause: '2.2.2b' },
  async (tx, actor) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const calendar = await workCalendar(tx);
    const at = now();
    if (openMoment(calendar, at).getTime() !== at.getTime()) return { reminded: 0, more: false };
    const { 'notices.receipt_reminder_hours': hours } = await settingsNow(tx);
    const overdue = await take(tx, { before: at }, 2);
    // What is overdue, and not its turn yet, is not reminded of being near any more.
    const near = await take(tx, { from: at, before: addWorkingHours(calendar, at, hours) }, 1);
    await tellAuthors(tx, overdue.owed);
    const reminded = (await tellEach(tx, overdue.owed, 2)) + (await tellEach(tx, near.owed, 1));
    if (reminded)
      await record(tx, actor, { action: 'receipt.remind', clause: '2.2.2b', after: { reminded } });
    return { reminded, more: overdue.more || near.more };
  },
);

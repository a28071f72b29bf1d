import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { noticeChases } from '@/db/schema/receipts';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { formatShort, officeDay } from '@/lib/core/time';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import type { Chase } from '../input';
import { mayChase } from '../policy';
import { awaited, reached } from '../queries/scope';
import { unreachedText } from '../rules';
import { holdPublished } from './hold';

/** How often today whom was chased: all together, and single units. */
async function chasesToday(tx: Tx, noticeId: string, day: string) {
  const rows = await tx
    .select({ unitId: noticeChases.unitId, times: sql<number>`count(*)::int` })
    .from(noticeChases)
    .where(and(eq(noticeChases.noticeId, noticeId), eq(noticeChases.day, day)))
    .groupBy(noticeChases.unitId);
  const whole = rows.find(({ unitId }) => unitId === null)?.times ?? 0;
  return { whole, units: rows.flatMap(({ unitId, times }) => (unitId ? [{ unitId, times }] : [])) };
}

interface Asked {
  noticeId: string;
  within: SQL;
  title: string;
  detail: string;
}

/**
 * Marks those missing as asked, and tells them. One statement however many they are.
 * @returns how many, and how many more have no account to be told through
 */
async function ask(tx: Tx, { noticeId, within, title, detail }: Asked) {
  const at = sql`${now().toISOString()}::timestamptz`;
  const [counted] = await tx.execute<{ people: number; unreached: number }>(sql`
    with asked as (
      update notice_receipts r set chased_at = ${at} where r.notice_id = ${noticeId}::uuid and ${awaited(noticeId)} and ${reached} and ${within}
      returning r.person_id),
    told as (
      insert into notifications (id, person_id, kind, title, detail, href, created_at)
      select gen_random_uuid(), person_id, 'notice', ${title}, ${detail}, ${`/notices/${noticeId}`}, ${at} from asked)
    select (select count(*)::int from asked) as people, (select count(*)::int from notice_receipts r
      where r.notice_id = ${noticeId}::uuid and ${awaited(noticeId)} and not ${reached} and ${within}) as unreached`);
  return counted ?? { people: 0, unreached: 0 };
}

/**
 * 一键催办: asks once more those who have not read, or not acknowledged; all of them, or one unit's. Nobody is asked more often a day
 * than the rule has it, whoever asks: the notice is held meanwhile, so that of two at once the second counts the first.
 */
export const chaseReceipts = command<Chase, { people: number; unreached: number }>(
  {
    name: 'receipt.chase',
    clause: '2.2.2b',
    entity: ({ noticeId }) => ({ type: 'notice', id: noticeId, label: '信息' }),
  },
  async (tx, actor, { noticeId, unitId }) => {
    const notice = await holdPublished(tx, actor, noticeId);
    const grant = granted(mayChase(actor, notice, unitId));
    const at = now();
    const day = officeDay(at);
    const { 'notices.chase_per_day': most } = await settingsNow(tx);
    const today = await chasesToday(tx, noticeId, day);
    const tooOften = (times: number) => today.whole + times >= most;
    const exhausted = today.units.filter(({ times }) => tooOften(times)).map((unit) => unit.unitId);
    if (tooOften(0) || (unitId && exhausted.includes(unitId)))
      refuse('limited', `今天已催办 ${most} 次，请明天再催`, { clause: '2.2.2b' });
    const rested = sql`r.unit_id not in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(exhausted)}::jsonb))`;
    const wanted = notice.receiptWanted === 'acknowledge' ? '请确认「我已知悉」' : '请查看';
    const { people, unreached: others } = await ask(tx, {
      noticeId,
      within: unitId ? sql`r.unit_id = ${unitId}::uuid` : rested,
      title: `${actor.name}催办：${notice.title}`,
      detail: notice.receiptDueAt ? `${wanted}，截止 ${formatShort(notice.receiptDueAt)}` : wanted,
    });
    if (!people && exhausted.length)
      refuse('limited', `未完成的人员今天都已催办 ${most} 次，请明天再催`, { clause: '2.2.2b' });
    if (!people) refuse('rule', others ? unreachedText(others) : '没有需要催办的人员', { clause: '2.2.2b' });
    const by = actor.personId ?? refuse('session', '请先登录');
    await tx.insert(noticeChases).values({ id: newId(), noticeId, unitId, day, at, by, people });
    await record(tx, actor, {
      action: 'receipt.chase',
      entity: { type: 'notice', id: noticeId, label: notice.title },
      grant,
      clause: '2.2.2b',
      after: { people },
    });
    return { people, unreached: others };
  },
);

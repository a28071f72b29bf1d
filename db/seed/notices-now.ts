import { and, desc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import { systemActor } from '@/lib/access/actor';
import { addWorkingDays, openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeDay, officeMoment } from '@/lib/core/time';
import { recallNotice } from '@/lib/notices/publishing/commands/recall';
import { assignReviewer } from '@/lib/notices/review/commands/assign';
import { escalateReviews } from '@/lib/notices/review/commands/escalate';
import { copyNotice } from '@/lib/notices/writing/commands/copy';
import { withdrawNotice } from '@/lib/notices/writing/commands/take-back';
import { seedPeople } from './data';
import type { Step } from './history';
import { hoursAfter, type NoticeDeeds } from './notices-deeds';
import { part } from './notices-now-words';
import type { Words } from './notices-words';
import { workingHoursBefore } from './plan';
import { step } from './stage';

type Ago = (hours: number) => Date;

/** A notice in every state, as it came there; hours are office hours before the visitors come. */
export function underWay(deeds: NoticeDeeds, calendar: WorkCalendar, present: Date): Step[] {
  const ago: Ago = (hours) => workingHoursBefore(calendar, present, hours);
  return [
    ...drafts(deeds, ago),
    ...inReview(deeds, ago),
    ...sentBack(deeds, ago),
    ...toGoOut(deeds, ago, calendar, present),
    ...wentOut(deeds, ago),
    step(ago(0.1), async (at) => {
      const done = await withClock(at, () => escalateReviews(systemActor('notices.escalate'), {}));
      if (!done.ok) throw new Error(done.refusal.message);
    }),
  ];
}

const drafts = (deeds: NoticeDeeds, ago: Ago): Step[] => [
  step(ago(7), (at) => deeds.save(at, newId(), part('元旦假期值班安排'))),
  step(ago(3), (at) => deeds.save(at, newId(), part('三号网格问题整改进展'))),
  step(ago(0.6), (at) => deeds.save(at, newId(), part('新华社区便民集市预告'))),
];

/** Fresh, with an answered warning, overdue, at either step of a major one, and one that nobody can review. */
function inReview(deeds: NoticeDeeds, ago: Ago): Step[] {
  const submitted = (hours: number, title: string, wish = {}) =>
    step(ago(hours), (at) => deeds.submit(at, newId(), part(title), wish));
  const [property, speech] = [newId(), newId()];
  const due = { receiptDue: hoursAfter(ago(0), 72) };
  return [
    submitted(0.4, '楼道照明维修通知'),
    submitted(1.2, '夜间巡查情况'),
    submitted(2.1, '防汛值班电话更新'),
    submitted(6.5, '开展电动自行车充电排查'),
    submitted(3.2, '户外广告设置管理要点'),
    submitted(4.4, '和平社区换届选举准备工作', due),
    submitted(13, '节日市场价格巡查方案'),
    step(ago(5.5), (at) => deeds.submit(at, property, part('居民小区物业管理办法解读'), due)),
    step(ago(2.4), (at) => deeds.decide(at, 'head.office', property)),
    step(ago(2.8), (at) => deeds.submit(at, speech, part('关于改进作风的几点要求'))),
    ...assigned(deeds, ago),
  ];
}

/** What 陈建国's deputy wrote goes to him; what he himself wrote has nobody, until the Office names one. */
function assigned(deeds: NoticeDeeds, ago: Ago): Step[] {
  const id = newId();
  const words: Words = { ...part('社区议事协商的几点体会'), by: 'leader' };
  return [
    step(ago(40), (at) => deeds.submit(at, id, words)),
    step(ago(37), async (at) => {
      const [open] = await db()
        .select({ id: noticeSteps.id, reviewer: people.id })
        .from(noticeSteps)
        .innerJoin(
          people,
          eq(people.name, seedPeople.find(({ username }) => username === 'leader2')?.name ?? ''),
        )
        .where(and(eq(noticeSteps.noticeId, id), eq(noticeSteps.status, 'open')));
      if (!open) throw new Error('nothing to assign');
      const input = {
        id: open.id,
        before: null,
        personId: open.reviewer,
        reason: '主要领导本人起草，无其他审核人',
      };
      await deeds.hands.act('office', at, (actor) => assignReviewer(actor, input));
    }),
    step(ago(35), (at) => deeds.decide(at, 'leader2', id)),
    step(hoursAfter(ago(35), 0.02), (at) => deeds.publish(at)),
    step(ago(33), (at) => deeds.post(at, id)),
    step(ago(30), (at) => deeds.collect(at, 'office', id, 0.8)),
  ];
}

/** Returned and submitted anew, so that there is a difference to see; returned; refused; withdrawn. */
function sentBack(deeds: NoticeDeeds, ago: Ago): Step[] {
  const [twice, once, refused, dropped] = [newId(), newId(), newId(), newId()];
  const quarter = part('三季度网格工作小结');
  const mended = {
    ...quarter,
    body: '本季度入户走访二百四十六户，办结居民诉求四十一件，办结率百分之九十一。未办结的四件均涉及房屋漏水，已约定维修时间。',
  };
  const back = { decision: 'return' as const };
  return [
    step(ago(9), (at) => deeds.submit(at, twice, quarter)),
    step(ago(6), (at) =>
      deeds.decide(at, 'head.heping', twice, {
        ...back,
        reasons: ['figures'],
        opinion: '走访户数与台账不一致，办结率请重新核算',
      }),
    ),
    step(ago(0.9), (at) => deeds.submit(at, twice, mended)),
    step(ago(8), (at) => deeds.submit(at, once, part('执法记录仪集中充电要求'))),
    step(ago(5), (at) =>
      deeds.decide(at, 'head.chengguan', once, {
        ...back,
        reasons: ['wording'],
        opinion: '请写明充电柜位置和责任人',
      }),
    ),
    step(ago(28), (at) => deeds.submit(at, refused, part('食堂供应商意见征集'))),
    step(ago(26), (at) =>
      deeds.decide(at, 'head.office', refused, {
        decision: 'reject',
        reasons: ['targets'],
        opinion: '属内部事务，请在办公系统征集，不在工作群发布',
      }),
    ),
    step(ago(18), (at) => deeds.submit(at, dropped, part('职工趣味运动会报名'))),
    step(ago(17), async (at) => {
      const [row] = await db()
        .select({ version: notices.version })
        .from(notices)
        .where(eq(notices.id, dropped));
      const input = { id: dropped, version: row?.version ?? 0, reason: '活动改期' };
      await deeds.hands.act('office2', at, (actor) => withdrawNotice(actor, input));
    }),
  ];
}

/** Approved and waiting for its author; planned for the next morning. */
function toGoOut(deeds: NoticeDeeds, ago: Ago, calendar: WorkCalendar, present: Date): Step[] {
  const tomorrow = officeDay(addWorkingDays(calendar, openMoment(calendar, present), 1));
  const planned = officeMoment(tomorrow, 9 * 60);
  return [
    step(ago(3), (at) => deeds.submit(at, newId(), part('敬老月系列活动安排'), { releaseWhen: 'by_hand' })),
    step(ago(2), (at) =>
      deeds.submit(at, newId(), part('长青社区服务大厅临时搬迁'), { releaseWhen: 'planned', planned }),
    ),
  ];
}

/** Out, with posts open, failed and overdue; recalled; said again. */
function wentOut(deeds: NoticeDeeds, ago: Ago): Step[] {
  const [water, cold, report, vaccine] = [newId(), newId(), newId(), newId()];
  const soon = (hours: number) => ({ receiptDue: hoursAfter(ago(0), hours) });
  const outAt = (hours: number) => step(new Date(ago(hours).getTime() + 60_000), (at) => deeds.publish(at));
  return [
    step(ago(11), (at) => deeds.submit(at, water, part('望江社区停水通知'))),
    outAt(11),
    step(ago(10), (at) => deeds.post(at, water, '社区书记群')),
    step(ago(8.5), (at) => recall(deeds, at, water)),
    step(ago(7.5), (at) => deeds.submit(at, cold, part('东风社区低温防冻提醒'), soon(5))),
    outAt(7.5),
    step(ago(6), (at) => deeds.failPost(at, cold, '群主已开启全员禁言，暂时不能发布')),
    step(ago(4), (at) => deeds.answer(at, 'head.heping', cold, '收到，今天完成检查')),
    step(ago(3.5), (at) => deeds.collect(at, 'head.dongfeng', cold, 0.5)),
    step(ago(5), (at) => deeds.submit(at, report, part('年终总结材料报送提醒'), soon(30))),
    outAt(5),
    ...['head.xinhua', 'head.heping', 'head.sheshi'].map((by, n) =>
      step(ago(4.5 - n), (at) => deeds.answer(at, by, report, '收到，按时报送')),
    ),
    step(ago(1.5), (at) => deeds.collect(at, 'head.office', report, 0.4)),
    step(ago(30), (at) => deeds.submit(at, vaccine, part('新华社区疫苗接种点安排'))),
    outAt(30),
    step(ago(29), (at) => deeds.post(at, vaccine)),
    step(ago(27), (at) => deeds.collect(at, 'head.xinhua', vaccine, 0.6)),
    step(ago(4.2), (at) => repeat(deeds, at, vaccine)),
    outAt(4.2),
  ];
}

async function recall(deeds: NoticeDeeds, at: Date, id: string): Promise<void> {
  const [row] = await db().select({ version: notices.version }).from(notices).where(eq(notices.id, id));
  const input = { id, version: row?.version ?? 0, reason: '停水时间改为下周，另行通知' };
  await deeds.hands.act('head.wangjiang', at, (actor) => recallNotice(actor, input));
}

/** The same once more: a draft that knows what it repeats, submitted as it is. */
async function repeat(deeds: NoticeDeeds, at: Date, id: string): Promise<void> {
  const words = part('新华社区疫苗接种点安排');
  const [source] = await db().select({ authorId: notices.authorId }).from(notices).where(eq(notices.id, id));
  await deeds.hands.act(words.by, at, (actor) =>
    copyNotice(actor, { id, as: 'repeat', submissionId: newId() }),
  );
  const [draft] = await db()
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.authorId, source?.authorId ?? id), eq(notices.repeatOf, id)))
    .orderBy(desc(notices.createdAt))
    .limit(1);
  if (draft) await deeds.submit(at, draft.id, words);
}

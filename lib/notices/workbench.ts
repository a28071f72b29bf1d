import { and, eq, lt, type SQL, sql } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { countOf, waitingFound } from '@/lib/inbox/queries';
import {
  mostItems,
  type Waiting,
  type WaitingCounts,
  type WaitingFound,
  type WaitingItem,
} from '@/lib/inbox/waiting';
import { waitsForFollowUp } from './emergency/queries/scope';
import { wasStopped } from './publishing/queries/stopped';
import { receiptRows, toAcknowledge } from './queries/parts';
import {
  reviewCards,
  waitingCounts as reviewCounts,
  type WaitingReviews,
  waitingReviews,
} from './review/workbench';
import { emergencyBadge } from './states';
import { waitsForStandIn } from './writing/queries/away';

interface Line {
  id: string;
  title: string;
  number: string;
  unit: string;
  emergency: boolean;
  dueAt: string | null;
}

type Kind = WaitingFound<Line>;

/** What waits for somebody about notices, other than reviews. */
interface Source {
  key: string;
  label: string;
  badge: string;
  tone: WaitingItem['tone'];
  act: string;
  note: string;
  /** The list that shows exactly these. */
  list: string;
  href: (id: string) => string;
  from: SQL;
  where: (actor: Actor) => SQL | undefined;
  /** When it is due. */
  due: SQL;
  /** What it is called, where that is not the working copy's title. */
  title?: SQL;
}

const table = sql`${notices}`;
/** Not over yet: what was dealt with is read like everything else. */
const isEmergency = sql`(${eq(notices.category, 'emergency')} and ${notices.closedAt} is null)`;
const undated = sql`null::timestamptz`;
const page = (id: string): string => `/notices/${id}`;
const ownAs = (what: SQL) => (actor: Actor) => and(sql`${notices.authorId} = ${actor.personId}::uuid`, what);

const sources: readonly Source[] = [
  {
    key: 'follow-up',
    label: '待续报突发事件',
    badge: '续报',
    tone: 'error',
    act: '去续报',
    note: '均在时限内',
    list: '/notices?follow=yes',
    href: (id) => `${page(id)}#emergency`,
    from: table,
    where: waitsForFollowUp,
    due: sql`${notices.followUpDueAt}`,
  },
  {
    key: 'acknowledge',
    label: '待我知悉',
    badge: '回执',
    tone: 'warning',
    act: '去确认',
    note: '打开后点「我已知悉」',
    list: '/notices?view=todo&sort=due',
    href: page,
    from: receiptRows,
    where: toAcknowledge,
    due: sql`r.due_at`,
  },
  {
    key: 'returned',
    label: '退回待修改',
    badge: '退回',
    tone: 'error',
    act: '去修改',
    note: '修改后重新提交审核',
    list: '/notices?view=mine&status=returned',
    href: page,
    from: table,
    where: ownAs(eq(notices.status, 'returned')),
    due: undated,
  },
  {
    key: 'to-publish',
    label: '待我发布',
    badge: '待发布',
    tone: 'info',
    act: '去发布',
    note: '已通过审核',
    list: '/notices?view=mine&status=approved&stopped=no',
    href: page,
    from: table,
    where: ownAs(sql`(${eq(notices.status, 'approved')} and not ${wasStopped})`),
    due: undated,
  },
  {
    key: 'stopped',
    label: '中止发布的信息',
    badge: '已中止',
    tone: 'error',
    act: '去修改',
    note: '修改后重新提交，或撤回',
    list: '/notices?view=mine&stopped=yes',
    href: page,
    from: table,
    where: ownAs(wasStopped),
    due: undated,
  },
  {
    key: 'left',
    label: '待接手信息',
    badge: '待接手',
    tone: 'warning',
    act: '去处理',
    note: '起草人已离岗',
    list: '/notices?left=yes',
    href: page,
    from: table,
    where: waitsForStandIn,
    due: undated,
    title: sql`(select r.title from notice_revisions r where r.notice_id = ${notices.id} and r.number = ${notices.revision})`,
  },
];

const rowsOf = ({ from, where }: Source, actor: Actor): SQL =>
  sql`select 1 from ${from} where ${where(actor)}`;

function kindOf(source: Source, actor: Actor): SQL {
  const { from, where, due, title = notices.title } = source;
  const overdue = sql`${rowsOf(source, actor)} and ${lt(due, sql`${now().toISOString()}::timestamptz`)}`;
  const items = sql`
    select ${notices.id} as id, ${title} as title, ${notices.number} as number, u.name as unit,
      ${isEmergency} as emergency, ${due} as "dueAt"
    from ${from} join units u on u.id = ${notices.unitId} where ${where(actor)}
    order by ${isEmergency} desc, ${due}, ${notices.id} limit ${mostItems}`;
  return waitingFound(rowsOf(source, actor), overdue, items);
}

const cardOf = (
  { key, label, badge, tone, act, note, list, href }: Source,
  { count, overdue, items }: Kind,
): Waiting => ({
  key,
  label,
  icon: 'publish',
  href: list,
  count,
  overdue,
  note,
  items: items.map(({ id, title, number, unit, emergency, dueAt }) => ({
    ...(emergency ? { badge: emergencyBadge, tone: 'error', urgent: 1 } : { badge, tone }),
    title: `《${title}》`,
    detail: [...(emergency ? [label] : []), unit, number].join(' · '),
    dueAt: dueAt ? new Date(dueAt) : null,
    href: href(id),
    act,
  })),
});

/** What was found of all kinds. */
export interface WaitingNotices {
  reviews: WaitingReviews;
  others: Record<string, Kind>;
}

/** Notices that wait for the actor, to be reviewed, followed up, acknowledged, changed, published: one value of a statement. */
export function waitingNotices(actor: Actor): SQL<WaitingNotices> {
  const kinds = sources.map((source) => sql`${source.key}::text, ${kindOf(source, actor)}`);
  return sql<WaitingNotices>`json_build_object('reviews', ${waitingReviews(actor)},
    'others', json_build_object(${sql.join(kinds, sql`, `)}))`;
}

/** The cards of what was found; a kind with nothing in it, and without a duty, is left out. */
export function noticeCards(actor: Actor, { reviews, others }: WaitingNotices): Waiting[] {
  const found = sources.flatMap((source) => {
    const kind = others[source.key];
    return kind?.count ? [cardOf(source, kind)] : [];
  });
  return [...reviewCards(actor, reviews), ...found];
}

export const waitingCounts: WaitingCounts = (actor) => {
  const counts = sources.map((source) => countOf(rowsOf(source, actor)));
  return { ...reviewCounts(actor), '/notices': sql<number>`(${sql.join(counts, sql` + `)})` };
};

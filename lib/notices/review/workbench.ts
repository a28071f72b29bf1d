import { and, lt, or, type SQL, sql } from 'drizzle-orm';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { countOf, waitingFound } from '@/lib/inbox/queries';
import {
  mostItems,
  type Waiting,
  type WaitingCounts,
  type WaitingFound,
  type WaitingItem,
} from '@/lib/inbox/waiting';
import { emergencyBadge } from '../states';
import { mayOversee } from './policy';
import { reviewable, unattended } from './queries/scope';

interface Line {
  noticeId: string;
  title: string;
  number: string;
  unit: string;
  author: string;
  major: boolean;
  afterwards: boolean;
  dueAt: string;
}

type Kind = WaitingFound<Line>;

/** What waits of reviews: for the actor to decide, and for the Office to name somebody; null without that duty. */
export interface WaitingReviews {
  mine: Kind;
  unattended: Kind | null;
}

const rowsOf = (where: SQL | undefined): SQL => sql`select 1 from ${noticeSteps} where ${where}`;

const kindOf = (where: SQL | undefined): SQL =>
  waitingFound(
    rowsOf(where),
    rowsOf(and(where, lt(noticeSteps.dueAt, now()))),
    sql`
    select n.id as "noticeId", r.title, n.number, u.name as unit, p.name as author, n.major, ${noticeSteps.afterwards} as afterwards,
      ${noticeSteps.dueAt} as "dueAt"
    from ${noticeSteps} join notices n on n.id = ${noticeSteps.noticeId} join notice_revisions r on r.id = ${noticeSteps.revisionId}
    join units u on u.id = ${noticeSteps.unitId} join people p on p.id = ${noticeSteps.authorId}
    where ${where} order by ${noticeSteps.afterwards} desc, ${noticeSteps.dueAt}, ${noticeSteps.id} limit ${mostItems}`,
  );

/** All of it as one value of a statement. */
export const waitingReviews = (actor: Actor): SQL<WaitingReviews> =>
  sql<WaitingReviews>`json_build_object('mine', ${kindOf(reviewable(actor))},
    'unattended', ${mayOversee(actor).allowed ? kindOf(unattended()) : sql`null`})`;

const itemOf =
  (act: string) =>
  ({ noticeId, title, number, unit, author, major, afterwards, dueAt }: Line) => ({
    ...markOf(major, afterwards),
    title: `《${title}》`,
    detail: [...(afterwards ? ['先发后审'] : []), `${unit} ${author}`, number].join(' · '),
    dueAt: new Date(dueAt),
    href: `/review/${noticeId}`,
    act,
  });

function markOf(major: boolean, afterwards: boolean): Pick<WaitingItem, 'badge' | 'tone' | 'urgent'> {
  if (afterwards) return { badge: emergencyBadge, tone: 'error', urgent: 1 };
  return major ? { badge: '重要事项', tone: 'error' } : { badge: '信息审核', tone: 'warning' };
}

/** The cards of what was found; a kind the actor has no duty for is left out. */
export function reviewCards(actor: Actor, { mine, unattended: left }: WaitingReviews): Waiting[] {
  const duty = mayAtAll(actor, 'notices.review') || mayAtAll(actor, 'notices.review_major');
  const icon = 'stamp' as const;
  const cards: Waiting[] = [];
  if (duty || mine.count)
    cards.push({
      key: 'review',
      label: '待审核信息',
      icon,
      href: '/review?show=me&sort=due',
      ...mine,
      note: '均在时限内',
      items: mine.items.map(itemOf('去审核')),
    });
  if (left)
    cards.push({
      key: 'review-unattended',
      label: '待指定审核人',
      icon,
      href: '/review?show=vacant&sort=due',
      ...left,
      note: '都有人审核',
      items: left.items.map(itemOf('去指定')),
    });
  return cards;
}

/** The same by the navigation's path. */
export const waitingCounts: WaitingCounts = (actor) => {
  const toName = mayOversee(actor).allowed ? unattended() : undefined;
  return { '/review': countOf(rowsOf(or(reviewable(actor), toName))) };
};

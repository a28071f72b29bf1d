import { and, eq, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor, Grant } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { escalatedToPrimary, mayOversee, withOnly } from '../policy';
import { isInCharge } from './reviewers';

/** Units that no leader is in charge of now; as an array, which an index can be asked for. */
const uncharged = (): SQL =>
  sql`any(array(select u.id from units u where not ${isInCharge(sql`u.id`, now())}))`;

const inUnits = (ids: readonly string[]): SQL | undefined =>
  ids.length ? inArray(noticeSteps.unitId, [...ids]) : sql`false`;

/** In SQL what the policy says of one grant: the steps that are this duty's. */
function ofDuty(actor: Actor, grant: Grant): SQL | undefined {
  const alone = withOnly(actor, grant);
  const heads = scopeOf(alone, 'notices.review').unitIds;
  const leads = mayAtAll(alone, 'notices.review_major');
  if (!(heads.length || leads)) return undefined;
  const charge = scopeOf(alone, 'notices.review_major').unitIds;
  const primary = leads && grant.primary;
  const mine = or(
    heads.length ? and(eq(noticeSteps.duty, 'head'), inUnits(heads)) : undefined,
    charge.length ? and(eq(noticeSteps.duty, 'leader'), inUnits(charge)) : undefined,
    primary ? eq(noticeSteps.duty, 'primary') : undefined,
    primary ? gte(noticeSteps.escalation, escalatedToPrimary) : undefined,
    primary ? and(eq(noticeSteps.duty, 'leader'), sql`${noticeSteps.unitId} = ${uncharged()}`) : undefined,
  );
  if (!mine) return undefined;
  return grant.onBehalfOf ? and(ne(noticeSteps.authorId, grant.onBehalfOf.id), mine) : mine;
}

const duties = (actor: Actor): SQL[] =>
  actor.grants.map((grant) => ofDuty(actor, grant)).filter((part) => part !== undefined);

/** What the Office has to see to: nobody can review it, or nobody did in time, be it whom it has named itself. */
export const unattended = (): SQL | undefined =>
  and(
    eq(noticeSteps.status, 'open'),
    or(
      isNotNull(noticeSteps.vacantSince),
      and(gte(noticeSteps.escalation, 1), or(isNull(noticeSteps.assignedTo), lt(noticeSteps.dueAt, now()))),
    ),
  );

/** In SQL what `mayReview` says: open steps that wait for the actor. */
export function reviewable(actor: Actor): SQL {
  if (!actor.personId) return sql`false`;
  const mine = or(...duties(actor), eq(noticeSteps.assignedTo, actor.personId));
  return and(eq(noticeSteps.status, 'open'), ne(noticeSteps.authorId, actor.personId), mine) ?? sql`false`;
}

/** Steps the actor may see, decided or not: all for the Office, else what is or was his. Goes into every WHERE. */
export function visibleSteps(actor: Actor): SQL {
  if (!actor.personId) return sql`false`;
  if (mayOversee(actor).allowed) return sql`true`;
  return (
    or(
      ...duties(actor),
      eq(noticeSteps.assignedTo, actor.personId),
      eq(noticeSteps.decidedBy, actor.personId),
      eq(noticeSteps.decidedFor, actor.personId),
    ) ?? sql`false`
  );
}

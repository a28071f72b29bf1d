import {
  and,
  eq,
  gt,
  inArray,
  isNotNull,
  lt,
  ne,
  notInArray,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { visibleSteps } from '../review/queries/scope';

/** Ids as one value: a list of any length is the same statement. */
export const idList = (ids: readonly string[]): SQL =>
  sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;

/** Submitted, and not taken back for editing: what others than its author may know of. */
export const handedIn = sql`(${notices.submittedAt} is not null and ${ne(notices.status, 'draft')})`;

/** Sent back: its working copy is its author's alone, everybody else has what was submitted last. */
export const beingChanged = (actor: Actor): SQL =>
  sql`(${notices.status} = 'returned' and ${notices.authorId} is distinct from ${actor.personId}::uuid)`;

/** Published, recalled or not: what those it is for may know of. */
export const wentOut = isNotNull(notices.publishedAt);

/** The same as long as it stands: of what was recalled others than those who follow it have nothing but the words, struck out. */
export const isOut = sql`(${wentOut} and ${ne(notices.status, 'recalled')})`;

/** When a notice stands in a list: as it went out, or was submitted while it has not. */
export const listedAt = sql`coalesce(${notices.publishedAt}, ${notices.submittedAt})`;

/** Handed in, and so with a time in the list: said to the planner, who else begins the newest with those that have none. */
export const listed = sql`(${handedIn} and ${listedAt} is not null)`;

/**
 * Whether a notice went to one of these groups. `offset 0` keeps the planner from reading all deliveries once into a hash: a list asks it
 * of the few rows it passes, each by the index.
 */
const sentTo = (groupIds: readonly string[]): SQL | undefined =>
  groupIds.length
    ? sql`exists (select 1 from deliveries d where d.notice_id = ${notices.id} and d.group_id in ${idList(groupIds)} offset 0)`
    : undefined;

const personal = (actor: Actor): SQL => sql`${actor.personId}::uuid`;

/** Whether it was sent to one of the actor's groups, or to him. */
const wasSent = (actor: Actor): SQL | undefined =>
  or(
    sentTo(scopeOf(actor, 'notices.view').groupIds),
    sql`exists (select 1 from notice_receipts r
      where r.notice_id = ${notices.id} and r.person_id = ${personal(actor)} offset 0)`,
  );

/** Of one of these units; nothing to ask of when there are none. */
export const ofUnits = (unitIds: readonly string[]): SQL | undefined =>
  unitIds.length ? inArray(notices.unitId, [...unitIds]) : undefined;

/** Notices whose business the actor follows: his unit's, those of units in his charge, those he reviews or has reviewed, or all. */
export function overseen(actor: Actor): SQL {
  const scope = scopeOf(actor, 'notices.view');
  if (scope.all) return handedIn;
  const steps = sql`exists (select 1 from ${noticeSteps} where ${eq(noticeSteps.noticeId, notices.id)} and ${visibleSteps(actor)})`;
  return sql`(${handedIn} and ${or(ofUnits(scope.unitIds), steps)})`;
}

/**
 * Notices the actor may see: his own with their drafts; of his duty what is submitted; of his groups, and with a receipt of his, what is
 * published. Goes into every WHERE.
 */
export function visibleNotices(actor: Actor): SQL {
  if (!actor.personId) return sql`false`;
  const { all } = scopeOf(actor, 'notices.view');
  const own = eq(notices.authorId, actor.personId);
  if (all) return sql`(${or(own, handedIn)})`;
  const found = or(own, overseen(actor), and(wentOut, wasSent(actor)));
  return sql`(${found})`;
}

/** What lies between these ids in an index: asked for all but a few, it would be read from end to end. */
function between(column: SQLWrapper, ids: readonly string[]): SQL[] {
  const ends = ids.toSorted();
  return [undefined, ...ends].map((id, i) => {
    const next = ends[i];
    return and(id ? gt(column, id) : undefined, next ? lt(column, next) : undefined) ?? sql`true`;
  });
}

/**
 * What the actor reviews or has reviewed beyond his units, as a relation of ids: assigned to him, decided by him or in his name, and for
 * 主要领导 wherever he stands in. What is of his units he sees anyhow, and it is by far the most.
 */
function reviewedIds(actor: Actor): SQL {
  const { unitIds } = scopeOf(actor, 'notices.view');
  const primary = actor.grants.some((grant) => grant.primary);
  const by = (column: SQLWrapper) => eq(column, actor.personId ?? '');
  const elsewhere = unitIds.length ? notInArray(noticeSteps.unitId, unitIds) : undefined;
  const wheres = primary
    ? [and(visibleSteps(actor), elsewhere)]
    : [
        and(by(noticeSteps.assignedTo), elsewhere),
        and(by(noticeSteps.decidedFor), elsewhere),
        ...between(noticeSteps.unitId, unitIds).map((range) => and(by(noticeSteps.decidedBy), range)),
      ];
  const ids = wheres.map((where) => sql`select ${noticeSteps.noticeId} from ${noticeSteps} where ${where}`);
  return sql.join(ids, sql` union all `);
}

/** What he reviews or has reviewed beyond his units: looked up once for a whole list, and found by their ids. */
export const reviewed = (actor: Actor): SQL => sql`${notices.id} = any(array(${reviewedIds(actor)}))`;

/** Sent to one of the actor's groups, or to him, as a relation of ids; a notice may be in it more than once. By indexes that hold the ids. */
function receivedIds(actor: Actor): SQL {
  const { groupIds } = scopeOf(actor, 'notices.view');
  return sql`select r.notice_id from notice_receipts r where r.person_id = ${personal(actor)}
    union all select d.notice_id from deliveries d where d.group_id = any(array(${idList(groupIds)}))`;
}

/** What a list holds for the actor, asked of each row: all of it that he may see and that was submitted. */
export function listedFor(actor: Actor): SQL {
  const { all, unitIds } = scopeOf(actor, 'notices.view');
  if (all) return listed;
  const own = and(eq(notices.authorId, actor.personId ?? ''), isNotNull(notices.submittedAt));
  const overseen = and(listed, or(ofUnits(unitIds), sql`${notices.id} in (${reviewedIds(actor)})`));
  return or(own, overseen, and(wentOut, sql`${notices.id} in (${receivedIds(actor)})`)) as SQL;
}

import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, type OrderStatus, type RequestStatus } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import type { ListState, Page } from '@/lib/core/paging';
import { mayDecide } from '../../requests/policy';
import { evidenceOf } from '../../requests/queries/evidence';
import { seesEvidence } from '../../requests/queries/rows';
import { visibleRequests } from '../../requests/queries/scope';
import type { BatchLine } from '../list';

/** What a batch comes to, whatever is shown of it. */
export interface BatchSummary {
  submittedByName: string;
  submittedForName: string | null;
  submittedAt: Date;
  dueAt: Date;
  reason: string;
  people: number;
  groups: number;
  byStatus: Partial<Record<RequestStatus, number>>;
}

const submitters = alias(people, 'submitters');
const principals = alias(people, 'principals');

/** The joins of a batch that the actor may see. */
const joinsOf = (actor: Actor, batchId: string): SQL | undefined =>
  and(eq(membershipRequests.batchId, batchId), eq(membershipRequests.kind, 'join'), visibleRequests(actor));

/** Who asked for how many, and how far it is; null when there is no such batch, or none that the actor may see. Three statements. */
export async function batchSummary(actor: Actor, batchId: string): Promise<BatchSummary | null> {
  const where = joinsOf(actor, batchId);
  const [[first], [extent], counted] = await Promise.all([
    db()
      .select({
        submittedByName: submitters.name,
        submittedForName: principals.name,
        submittedAt: membershipRequests.submittedAt,
        dueAt: membershipRequests.dueAt,
        reason: membershipRequests.reason,
      })
      .from(membershipRequests)
      .innerJoin(submitters, eq(submitters.id, membershipRequests.submittedBy))
      .leftJoin(principals, eq(principals.id, membershipRequests.submittedFor))
      .where(where)
      .limit(1),
    db()
      .select({
        people: sql<number>`count(distinct ${membershipRequests.personId})::int`,
        groups: sql<number>`count(distinct ${membershipRequests.groupId})::int`,
      })
      .from(membershipRequests)
      .where(where),
    db()
      .select({ status: membershipRequests.status, count: sql<number>`count(*)::int` })
      .from(membershipRequests)
      .where(where)
      .groupBy(membershipRequests.status)
      .limit(10),
  ]);
  if (!(first && extent)) return null;
  return {
    ...first,
    ...extent,
    byStatus: Object.fromEntries(counted.map(({ status, count }) => [status, count])),
  };
}

const latestOrder = sql<OrderStatus | null>`(select o.status from work_orders o
  where o.origin_id = ${membershipRequests.id} order by o.id desc limit 1)`;

/** People of the batch on this page, as far as the state narrows it, with how many there are in all. */
async function pageOfPeople(where: SQL | undefined, { page, size }: ListState) {
  return db()
    .select({
      personId: membershipRequests.personId,
      total: sql<number>`count(*) over ()::int`,
    })
    .from(membershipRequests)
    .where(where)
    .groupBy(membershipRequests.personId)
    .orderBy(sql`min(${membershipRequests.id}::text)`)
    .limit(size)
    .offset((page - 1) * size);
}

function requestsOf(where: SQL | undefined, personIds: readonly string[]) {
  return db()
    .select({
      id: membershipRequests.id,
      number: membershipRequests.number,
      kind: membershipRequests.kind,
      status: membershipRequests.status,
      version: membershipRequests.version,
      nickname: membershipRequests.nickname,
      groupName: groups.name,
      unitId: membershipRequests.unitId,
      submittedBy: membershipRequests.submittedBy,
      submittedFor: membershipRequests.submittedFor,
      personId: people.id,
      personName: people.name,
      phoneMasked: people.phoneMasked,
      duty: people.duty,
      affiliated: people.affiliated,
      unitName: units.name,
      order: latestOrder,
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .innerJoin(units, eq(units.id, membershipRequests.unitId))
    .where(and(where, inArray(membershipRequests.personId, [...personIds])))
    .orderBy(asc(membershipRequests.id))
    .limit(5_000);
}

/** One line per person of a batch, with what was asked for him and what the actor may decide. Three statements. */
export async function batchLines(actor: Actor, batchId: string, state: ListState): Promise<Page<BatchLine>> {
  const where = and(
    joinsOf(actor, batchId),
    state.filters.status
      ? inArray(membershipRequests.status, state.filters.status as RequestStatus[])
      : undefined,
  );
  const shown = await pageOfPeople(where, state);
  const ids = shown.map(({ personId }) => personId);
  const [rows, evidence] = await Promise.all([
    ids.length ? requestsOf(where, ids) : [],
    evidenceOf(actor, seesEvidence(actor) ? ids : []),
  ]);
  const lines = ids.flatMap((personId) => {
    const own = rows.filter((row) => row.personId === personId);
    const [first] = own;
    if (!first) return [];
    const { personName, phoneMasked, duty, unitName, affiliated } = first;
    const requests = own.map((row) => ({
      ...row,
      may: { decide: row.status === 'submitted' && mayDecide(actor, row).allowed },
    }));
    return [
      {
        personId,
        personName,
        phoneMasked,
        duty,
        unitName,
        affiliated,
        requests,
        evidence: evidence(personId, ''),
      },
    ];
  });
  return {
    rows: lines,
    total: shown[0]?.total ?? 0,
    totalIsExact: true,
    page: state.page,
    size: state.size,
  };
}

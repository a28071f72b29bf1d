import { and, asc, desc, eq, ilike, inArray, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { accounts, people } from '@/db/schema/identity';
import { membershipRequests, memberships, workOrders } from '@/db/schema/membership';
import { type RosterKind, type RosterStatus, rosterChecks, rosterEntries } from '@/db/schema/roster';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import type { RosterCandidate, RosterRow } from '../list';
import { visibleChecks } from './scope';

/** The order of the sorts is that of their tabs. */
const kindPlace = sql`array_position(array['stranger', 'missing', 'misnamed', 'likely', 'double', 'conforms'], ${rosterEntries.kind})`;
const openFirst = sql`(${rosterEntries.status} <> 'open')`;

function searched(q: string): SQL | undefined {
  if (!q) return undefined;
  const typed = likePattern(q.replace(/\s/g, '').toLowerCase(), 'start');
  return or(
    ilike(rosterEntries.nickname, likePattern(q)),
    ilike(rosterEntries.expected, likePattern(q)),
    ilike(people.initials, typed),
    ilike(people.pinyin, typed),
  );
}

function filtered(actor: Actor, { q, filters }: ListState): SQL | undefined {
  return and(
    inArray(rosterEntries.checkId, filters.check ?? []),
    visibleChecks(actor),
    filters.kind && inArray(rosterEntries.kind, filters.kind as RosterKind[]),
    filters.state && inArray(rosterEntries.status, filters.state as RosterStatus[]),
    filters.news && inArray(rosterEntries.news, filters.news as ('new' | 'again')[]),
    searched(q),
  );
}

/** Numbers of what is under way for a line from before: an order to rename, a request to join or leave. */
const underWay = sql<string | null>`coalesce(
  (select o.number from work_orders o where o.origin_type = 'membership' and o.origin_id = ${rosterEntries.membershipId}
    and o.kind = 'rename' and o.status = 'open' and ${rosterEntries.kind} = 'misnamed' limit 1),
  (select r.number from membership_requests r where r.person_id = ${rosterEntries.personId}
    and r.group_id = ${rosterChecks.groupId} and r.status in ('reported', 'submitted', 'approved')
    and ${rosterEntries.kind} in ('stranger', 'missing') limit 1))`;

const candidateRows = sql<RosterCandidate[]>`(
  select coalesce(json_agg(json_build_object('membershipId', m.id, 'personName', p.name, 'unitName', u.name,
    'nickname', m.nickname, 'why', c.why) order by p.pinyin), '[]'::json)
  from jsonb_to_recordset(${rosterEntries.candidates}) as c("membershipId" uuid, why text)
  join memberships m on m.id = c."membershipId" join people p on p.id = m.person_id join units u on u.id = m.unit_id)`;

function readRows(where: SQL | undefined, { sort, dir, size, page }: ListState) {
  const order =
    sort === 'status'
      ? [openFirst, kindPlace, rosterEntries.place]
      : [kindPlace, openFirst, rosterEntries.place];
  return db()
    .select({
      id: rosterEntries.id,
      version: rosterEntries.version,
      place: rosterEntries.place,
      kind: rosterEntries.kind,
      nickname: rosterEntries.nickname,
      expected: rosterEntries.expected,
      personId: rosterEntries.personId,
      personName: people.name,
      unitName: units.name,
      hasAccount: sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = ${people.id})`,
      candidates: candidateRows,
      news: rosterEntries.news,
      status: rosterEntries.status,
      statusAt: rosterEntries.statusAt,
      statusByName: rosterEntries.statusByName,
      step: rosterEntries.step,
      note: rosterEntries.note,
      requestId: membershipRequests.id,
      requestNumber: membershipRequests.number,
      requestKind: membershipRequests.kind,
      requestStatus: membershipRequests.status,
      orderId: workOrders.id,
      orderNumber: workOrders.number,
      orderStatus: workOrders.status,
      underWay,
    })
    .from(rosterEntries)
    .innerJoin(rosterChecks, eq(rosterChecks.id, rosterEntries.checkId))
    .leftJoin(people, eq(people.id, rosterEntries.personId))
    .leftJoin(memberships, eq(memberships.id, rosterEntries.membershipId))
    .leftJoin(units, sql`${units.id} = coalesce(${memberships.unitId}, ${people.unitId})`)
    .leftJoin(membershipRequests, eq(membershipRequests.id, rosterEntries.requestId))
    .leftJoin(workOrders, eq(workOrders.id, rosterEntries.orderId))
    .where(where)
    .orderBy(...order.map(dir === 'desc' ? desc : asc))
    .limit(size)
    .offset((page - 1) * size);
}

type Read = Awaited<ReturnType<typeof readRows>>[number];

function rowOf({
  requestId,
  requestNumber,
  requestKind,
  requestStatus,
  orderId,
  orderNumber,
  orderStatus,
  ...row
}: Read): RosterRow {
  const request =
    requestId && requestNumber && requestKind && requestStatus
      ? { id: requestId, number: requestNumber, kind: requestKind, status: requestStatus }
      : null;
  const order =
    orderId && orderNumber && orderStatus ? { id: orderId, number: orderNumber, status: orderStatus } : null;
  return { ...row, request, order, fruitless: isFruitless(row, request?.status, order?.status) };
}

function isFruitless(
  { status, step }: Pick<Read, 'status' | 'step'>,
  request: string | undefined,
  order: string | undefined,
): boolean {
  if (status === 'ignored' || step === 'ask' || step === 'tell') return true;
  return [request, order].some((one) => ['rejected', 'withdrawn', 'failed', 'cancelled'].includes(one ?? ''));
}

/** The lines of a check, sort after sort, those that wait for somebody first. Two statements. */
export async function listRosterEntries(actor: Actor, state: ListState): Promise<Page<RosterRow>> {
  const where = filtered(actor, state);
  const [count, rows] = await Promise.all([
    countUpTo(
      db(),
      sql`select 1 from ${rosterEntries} join ${rosterChecks} on ${rosterChecks.id} = ${rosterEntries.checkId}
        left join ${people} on ${people.id} = ${rosterEntries.personId} where ${where}`,
    ),
    readRows(where, state),
  ]);
  return {
    rows: rows.map(rowOf),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

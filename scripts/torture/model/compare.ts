import { type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import type { Facts, Order } from './facts';
import type { Ids } from './perform';

/** A state as lines by subject, so that two of them can be compared and a difference can be read. */
export type Lines = Record<string, string[]>;

const line = (...values: unknown[]) => values.map((value) => value ?? '-').join('|');
const place = (row: number | null) => (row === null ? '-' : row);

function originOf({ request, membership, line: of }: Order): string | number {
  if (request !== null) return request;
  return membership === null ? `line ${of}` : `membership ${membership}`;
}

/** What the model holds. */
export function expected(facts: Facts): Lines {
  const { people, groups, roles, delegations, requests, orders, memberships, sweepItems, lines, at } = facts;
  return {
    departed: [...people].filter(([, one]) => one.departed).map(([id]) => id),
    archived: [...groups].filter(([, one]) => one.archived).map(([id]) => id),
    roles: roles.map((one) => line(one.person, one.role, one.scope, one.ended)),
    delegations: delegations.map((one) => line(one.from, one.to, one.ended || one.until <= at)),
    requests: requests.map((one) =>
      line(
        one.kind,
        one.person,
        one.group,
        one.unit,
        one.by,
        one.for,
        one.status,
        one.version,
        one.decidedBy,
        one.movedBy,
        one.transfer,
      ),
    ),
    orders: orders.map((one) =>
      line(
        originOf(one),
        one.person || null,
        one.group,
        one.kind,
        one.status,
        one.version,
        one.movedBy,
        one.dropped,
        one.assignedTo,
      ),
    ),
    homes: [...people].map(([id, { unit }]) => line(id, unit)).sort(),
    transfers: facts.transfers.map((one) =>
      line(one.person, one.from, one.to, one.day, one.by, one.for, one.status, one.version, one.movedBy),
    ),
    memberships: memberships.map((one) =>
      line(one.no, one.person, one.group, one.unit, place(one.request), one.confirmed, one.since),
    ),
    checks: facts.checks.map((one) => line(one.group, one.at)),
    rosterLines: lines.map((one) =>
      line(
        one.check,
        one.kind,
        one.text || null,
        place(one.membership),
        one.person,
        one.status,
        one.version,
        one.movedBy,
        one.step,
        place(one.request),
        place(one.order),
      ),
    ),
    baselines: facts.baselines.map((one) =>
      line(one.group, one.by, one.adminBy, one.status, one.version, one.movedBy),
    ),
    sweeps: facts.sweeps.map(String),
    sweepItems: sweepItems.map((one) =>
      line(
        one.membership,
        one.unit,
        one.status,
        one.version,
        one.movedBy,
        one.dueAt,
        one.why,
        one.answeredBy,
        one.answeredFor,
        one.keptUntil,
        place(one.request),
      ),
    ),
    trail: [...facts.trail].map(([what, times]) => line(what, times)).sort(),
    told: [...facts.told].map(([who, times]) => line(who, times)).sort(),
  };
}

type Row = Record<string, string | number | boolean | null>;

/** Milliseconds since 1970, as the model counts; a number even for the driver. */
const ms = (moment: SQL) => sql`round(extract(epoch from ${moment}) * 1000)::float8`;
const read = (query: ReturnType<typeof sql>) => db().execute<Row>(query);

/** What the database holds, and the ids of its rows by place. Rows are in the order of their ids, which is that of their making. */
export async function actual(at: Date, from: number): Promise<{ lines: Lines; ids: Ids }> {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const [
    people,
    groups,
    roles,
    delegations,
    requests,
    orders,
    made,
    sweeps,
    items,
    trail,
    told,
    homes,
    transfers,
    baselines,
    checks,
    entries,
  ] = await Promise.all([
    read(sql`select id from people where departed_at is not null order by id`),
    read(sql`select id from groups where archived_at is not null order by id`),
    read(sql`select id, person_id, role, coalesce(unit_id, group_id)::text as scope,
      coalesce(ends_at <= ${moment}, false) as ended from role_assignments where role <> 'leader' order by id`),
    read(sql`select id, from_person_id, to_person_id, (ended_at is not null or ends_at <= ${moment}) as ended
      from delegations order by id`),
    read(sql`select id, kind, person_id, group_id, unit_id, submitted_by, submitted_for, status, version, decided_by, status_by, transfer_id
      from membership_requests order by id`),
    read(sql`select id, origin_type, origin_id, person_id, group_id, kind, status, version, status_by, dropped_at is not null as dropped,
      assigned_to from work_orders order by id`),
    read(sql`select id, person_id, group_id, unit_id, origin_request_id, nickname_state = 'confirmed' as confirmed, ${ms(sql`since`)} as since,
      until is not null as ended from memberships order by id`),
    read(sql`select ${ms(sql`started_at`)} as at from sweeps order by id`),
    read(sql`select id, membership_id, unit_id, status, version, status_by, ${ms(sql`due_at`)} as due, escalated_why, answered_by,
      answered_for, ${ms(sql`kept_until`)} as kept, request_id from sweep_items order by id`),
    read(sql`select case outcome when 'done' then action else action || ' ' || code end as what, count(*)::int as n
      from audit_events where id > ${from} group by 1`),
    read(sql`select person_id || ' ' || kind as who, count(*)::int as n from notifications
      where kind in ('membership', 'order', 'nickname', 'group') group by 1`),
    read(
      sql`select id, unit_id from people where id not in (select person_id from role_assignments where role = 'leader')`,
    ),
    read(sql`select id, person_id, from_unit_id, to_unit_id, effective_on::text as day, submitted_by, submitted_for, status, version,
      status_by from transfers order by id`),
    read(
      sql`select id, group_id, started_by, admin_by, status, version, status_by from baselines order by id`,
    ),
    read(sql`select id, group_id, ${ms(sql`taken_at`)} as at from roster_checks order by id`),
    read(sql`select id, check_id, kind, nickname, membership_id, person_id, status, version, status_by, step, request_id, order_id
      from roster_entries order by check_id, place`),
  ]);
  const places = new Map(requests.map((row, i) => [row.id, i]));
  const placeOf = (id: unknown) => (id === null ? '-' : places.get(id as string));
  const memberships = made.map((row, no): Row => ({ ...row, no })).filter(({ ended }) => !ended);
  const numberOf = new Map(made.map((row, no) => [row.id, no]));
  const transferOf = new Map(transfers.map((row, i) => [row.id, i]));
  const checkOf = new Map(checks.map((row, i) => [row.id, i]));
  const lineOf = new Map(entries.map((row, i) => [row.id, i]));
  const orderOf = new Map(orders.map((row, i) => [row.id, i]));
  const origins: Record<string, (id: unknown) => string | number | undefined> = {
    membership: (id) => `membership ${numberOf.get(id as string)}`,
    roster_entry: (id) => `line ${lineOf.get(id as string)}`,
    membership_request: placeOf,
  };
  const idsOf = (rows: Row[]) => rows.map(({ id }) => String(id));
  return {
    ids: {
      requests: idsOf(requests),
      orders: idsOf(orders),
      memberships: idsOf(memberships),
      sweepItems: idsOf(items),
      transfers: idsOf(transfers),
      baselines: idsOf(baselines),
      handed: orders.map(({ id, group_id }) => `${id} ${group_id}`),
      roles: roles.map((row) => `${row.id} ${row.person_id}`),
      delegations: idsOf(delegations),
      lines: entries.map((row) => `${row.id} ${row.check_id}`),
    },
    lines: {
      departed: idsOf(people),
      archived: idsOf(groups),
      roles: roles.map((row) => line(row.person_id, row.role, row.scope ?? '', row.ended)),
      delegations: delegations.map(({ id: _, ...row }) => line(...Object.values(row))),
      requests: requests.map(({ id: _, transfer_id, ...row }) =>
        line(...Object.values(row), transferOf.get(transfer_id)),
      ),
      orders: orders.map(({ id: _, origin_type, origin_id, ...row }) =>
        line(origins[String(origin_type)]?.(origin_id), ...Object.values(row)),
      ),
      homes: homes.map((row) => line(row.id, row.unit_id)).sort(),
      baselines: baselines.map(({ id: _, ...row }) => line(...Object.values(row))),
      transfers: transfers.map(({ id: _, ...row }) => line(...Object.values(row))),
      memberships: memberships.map((row) =>
        line(
          row.no,
          row.person_id,
          row.group_id,
          row.unit_id,
          placeOf(row.origin_request_id),
          row.confirmed,
          row.since,
        ),
      ),
      checks: checks.map((row) => line(row.group_id, row.at)),
      rosterLines: entries.map(
        ({ id: _, check_id, kind, nickname, membership_id, request_id, order_id, ...row }) =>
          line(
            checkOf.get(check_id),
            kind,
            nickname,
            numberOf.get(membership_id) ?? '-',
            ...Object.values(row),
            placeOf(request_id),
            orderOf.get(order_id) ?? '-',
          ),
      ),
      sweeps: sweeps.map(({ at: when }) => String(when)),
      sweepItems: items.map(({ id: _, membership_id, request_id, ...row }) =>
        line(numberOf.get(membership_id), ...Object.values(row), placeOf(request_id)),
      ),
      trail: trail.map((row) => line(row.what, row.n)).sort(),
      told: told.map((row) => line(row.who, row.n)).sort(),
    },
  };
}

/** The first difference, in words; null when there is none. */
export function difference(wanted: Lines, found: Lines): string | null {
  for (const [subject, lines] of Object.entries(wanted)) {
    const other = found[subject] ?? [];
    // Rows are known by their places: the same ones in another order are a difference too.
    const missing = lines.filter((one, i) => other[i] !== one);
    const surplus = other.filter((one, i) => lines[i] !== one);
    if (missing.length + surplus.length > 0)
      return `${subject}: should be ${missing.join(' ; ') || '-'}, is ${surplus.join(' ; ') || '-'}`;
  }
  return null;
}

import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, workOrders } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { grantFor } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { settingsNow } from '@/lib/settings/queries';
import { isUnderWay } from '../../requests/rules';
import { mayHandle, mayReassign } from '../policy';
import { historyOf } from './history';
import { looksAtPhone } from './looks';
import { screenshotsOf } from './receipts';
import { administratorsOf } from './recipients';
import { visibleOrders } from './scope';
import { returned } from './waiting';

const deciders = alias(people, 'deciders');
const assignees = alias(people, 'assignees');

async function readOrder(actor: Actor, id: string) {
  const [row] = await db()
    .select({
      order: workOrders,
      groupName: groups.name,
      platform: groups.platform,
      groupArchived: sql<boolean>`${groups.archivedAt} is not null`,
      personName: people.name,
      phoneMasked: people.phoneMasked,
      duty: people.duty,
      unitId: units.id,
      unitName: units.name,
      assignedToName: assignees.name,
      requestNumber: membershipRequests.number,
      requestStatus: membershipRequests.status,
      decidedByName: deciders.name,
      decidedAt: membershipRequests.decidedAt,
      latest: sql<boolean>`not exists (select 1 from work_orders later
        where later.origin_id = ${workOrders.originId} and later.id > ${workOrders.id})`,
      returned: sql<boolean>`(${returned(actor)})`,
      shown: sql<boolean>`exists (${looksAtPhone(sql`${workOrders.id}`, sql`${workOrders.personId}`)})`,
      administrators: administratorsOf(sql`${workOrders.groupId}`),
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .leftJoin(people, eq(people.id, workOrders.personId))
    .leftJoin(
      membershipRequests,
      and(eq(workOrders.originType, 'membership_request'), eq(membershipRequests.id, workOrders.originId)),
    )
    .leftJoin(units, eq(units.id, membershipRequests.unitId))
    .leftJoin(assignees, eq(assignees.id, workOrders.assignedTo))
    .leftJoin(deciders, eq(deciders.id, membershipRequests.decidedBy))
    .where(and(eq(workOrders.id, id), visibleOrders(actor)));
  if (!row) return null;
  const { order, ...names } = row;
  return { ...order, ...names };
}

type Row = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

function mayOf(actor: Actor, row: Row) {
  const handles = mayHandle(actor, row).allowed;
  return {
    handle: handles && row.status === 'open',
    reveal: handles && row.status === 'open' && row.kind === 'add' && row.phoneMasked !== null && !row.shown,
    // What `reissueOrder` asks as well.
    reissue: row.returned && (row.kind === 'recall' || !row.groupArchived),
    correct: row.returned && row.kind === 'add' && !row.groupArchived,
    drop: row.returned && !(row.requestStatus && isUnderWay({ status: row.requestStatus })),
    reassign: row.status === 'open' && mayReassign(actor).allowed,
    reportAdded:
      handles &&
      row.status === 'cancelled' &&
      row.kind === 'add' &&
      row.originType === 'membership_request' &&
      row.latest,
    openRequest:
      row.requestNumber !== null &&
      grantFor(actor, 'membership.view', { unitId: row.unitId, personId: row.personId }) !== undefined,
  };
}

/**
 * One order with what it asks for, everything that happened to it, and what the actor may do now; null when there is none, or none
 * that he may see. Three statements, and the calendar.
 */
export async function orderDetail(actor: Actor, id: string) {
  const row = await readOrder(actor, id);
  if (!row) return null;
  const [events, calendar, screenshots, settings] = await Promise.all([
    historyOf([{ type: 'order', ids: [row.id] }]),
    workCalendar(),
    screenshotsOf([row.receiptId]),
    settingsNow(),
  ]);
  return {
    ...row,
    deadline: row.status === 'open' || row.returned ? deadlineText(calendar, row.dueAt, now()) : null,
    screenshotMegabytes: settings['orders.screenshot_mb'],
    screenshots: screenshots.get(row.receiptId ?? '') ?? [],
    events,
    may: mayOf(actor, row),
  };
}

export type OrderDetail = NonNullable<Awaited<ReturnType<typeof orderDetail>>>;

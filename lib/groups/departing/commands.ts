import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { membershipRequests, memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { newId } from '@/lib/core/id';
import { type Departure, departureClause, endService } from '@/lib/identity/people/commands/departure';
import type { departPersonInput } from '@/lib/identity/people/input';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { enterLeaves } from '../leaving/commands/enter';
import { issueRemovals } from '../leaving/commands/issue';
import { type LockedMembership, lockMemberships } from '../leaving/commands/lock';
import { enteredRows } from '../leaving/commands/rows';
import { leaveWorkflow } from '../leaving/states';
import { cancelOrders } from '../orders/commands/cancel';
import { lockRequests } from '../requests/commands/lock';
import { takeBackJoins } from '../requests/commands/take-back';
import { cancelTransfersOf } from '../transfers/commands/cancel';

/**
 * 离任: ends everything of a person in one act: roles, delegations, postings, account and sessions, the requests he has under way,
 * and every membership; of the last, orders to take him out go to the groups' administrators.
 */
export const departPerson = command(
  {
    name: 'person.depart',
    clause: departureClause,
    entity: ({ id }: z.output<typeof departPersonInput>) => ({ type: 'person', id, label: '离任' }),
  },
  async (tx, actor, input) => {
    const departure = await endService(tx, actor, input);
    const reason = `离任：${input.reason}`;
    const transfers = await cancelTransfersOf(tx, actor, input.id, reason);
    const withdrawn = await endRequests(tx, actor, input.id, reason);
    const left = await leaveGroups(tx, actor, input.id, departure, reason);
    await record(tx, actor, {
      action: 'person.depart',
      entity: { type: 'person', id: input.id, label: departure.name },
      grant: departure.grant,
      clause: departureClause,
      reason: input.reason,
      before: { departed: false },
      after: {
        departed: true,
        ended: { ...departure.ended, transfers, requests: withdrawn },
        groupsLeft: left,
      },
    });
    return { name: departure.name, groupsLeft: left };
  },
);

/** Takes back what is under way about him; a leave that waits for its receipt goes on. */
async function endRequests(tx: Tx, actor: Actor, personId: string, reason: string): Promise<number> {
  const ids = await tx
    .select({ id: membershipRequests.id })
    .from(membershipRequests)
    .where(
      and(
        eq(membershipRequests.personId, personId),
        sql`(${membershipRequests.kind} = 'join' and ${membershipRequests.status} in ('submitted', 'approved')
          or ${membershipRequests.status} = 'reported')`,
      ),
    )
    .orderBy(asc(membershipRequests.id));
  const open = await lockRequests(
    tx,
    ids.map(({ id }) => id),
    sql`true`,
  );
  await takeBackJoins(
    tx,
    actor,
    open.filter(({ kind }) => kind === 'join'),
    reason,
  );
  await transition(tx, {
    table: membershipRequests,
    workflow: leaveWorkflow,
    verb: 'withdraw',
    rows: open.filter(({ kind }) => kind === 'leave'),
    actor,
    may: 'system',
    label: ({ number }) => number,
    reason,
  });
  return open.length;
}

/** Ends his memberships, and orders what is to be done in the chats; of archived groups nothing is. */
async function leaveGroups(
  tx: Tx,
  actor: Actor,
  personId: string,
  { at, grant }: Departure,
  reason: string,
): Promise<string[]> {
  const rows = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.personId, personId), isNull(memberships.until)));
  const ids = rows.map(({ id }) => id);
  const locked = await lockMemberships(tx, ids, sql`true`);
  await endMemberships(tx, actor, locked, at, reason);
  const ordered = await leftAlready(tx, personId);
  const leaves = locked
    .filter((membership) => !(membership.groupArchived || ordered.has(membership.groupId)))
    .map((membership) => ({ membership, grant }));
  const entered = await enterLeaves(tx, actor, leaves, {
    status: 'submitted',
    action: 'leave.file',
    batchId: newId(),
    reason,
  });
  await issueRemovals(tx, actor, await enteredRows(tx, entered));
  return locked.map(({ groupName }) => groupName);
}

/** Groups out of which an order to take him is on its way. */
async function leftAlready(tx: Tx, personId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ groupId: membershipRequests.groupId })
    .from(membershipRequests)
    .where(and(eq(membershipRequests.personId, personId), eq(membershipRequests.status, 'submitted')));
  return new Set(rows.map(({ groupId }) => groupId));
}

async function endMemberships(
  tx: Tx,
  actor: Actor,
  locked: readonly LockedMembership[],
  at: Date,
  reason: string,
): Promise<void> {
  if (!locked.length) return;
  await tx
    .update(memberships)
    .set({ until: sql`greatest(${memberships.since}, ${at.toISOString()}::timestamptz)`, endReason: reason })
    .where(
      and(
        inArray(
          memberships.id,
          locked.map(({ id }) => id),
        ),
        isNull(memberships.until),
      ),
    );
  const ids = locked.map(({ id }) => id);
  await cancelOrders(tx, actor, { type: 'membership', ids }, reason);
}

import { and, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests, memberships, type RequestStatus } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { notifyTogether } from '@/lib/inbox/notify';
import { transition } from '@/lib/workflow/transition';
import { cancelOrders } from '../../orders/commands/cancel';
import type { mayHandle } from '../../orders/policy';
import { concernedIn } from '../../requests/commands/concerned';
import { groupsOf, peopleOf } from '../../requests/commands/tell';
import { leaveWorkflow } from '../states';

/** What of a leave its end needs. */
export interface LeavingRequest {
  id: string;
  number: string;
  status: RequestStatus;
  version: number;
  statusAt: Date;
  statusByName: string;
  personId: string;
  personName: string;
  hasAccount: boolean;
  groupId: string;
  groupName: string;
  unitId: string;
  unitName: string;
  nickname: string;
  reason: string;
  submittedBy: string;
  submittedFor: string | null;
}

export interface Release {
  request: LeavingRequest;
  /** When he was taken out of the chat, as the administrator states it. */
  until: Date;
}

/**
 * The consequence of done *remove* orders: their leaves are done and the memberships end. Requests are locked by the caller;
 * `may` is what allowed the receipt, or `system` in a portal group.
 */
export async function release(
  tx: Tx,
  actor: Actor,
  releases: readonly Release[],
  may: typeof mayHandle | 'system',
): Promise<void> {
  if (!releases.length) return;
  const moved = await transition(tx, {
    table: membershipRequests,
    workflow: leaveWorkflow,
    verb: 'finish',
    rows: releases.map(({ request }) => request),
    actor,
    may,
    label: ({ number }) => number,
    set: { doneAt: now() },
  });
  const grants = new Map<string, Grant | undefined>();
  for (const answer of moved) {
    if (!answer.ok) refuse(answer.refusal.code, answer.refusal.message);
    grants.set(answer.id, answer.grant);
  }
  await endMemberships(tx, actor, releases);
  await recordLeft(tx, actor, releases, grants);
  await tell(tx, actor, releases);
}

/** Ended already by a departure, a membership stays as it is. Nobody is to change the nickname of who has gone. */
async function endMemberships(tx: Tx, actor: Actor, releases: readonly Release[]): Promise<void> {
  const left = releases.map(
    ({ request, until }) =>
      sql`(${request.personId}::uuid, ${request.groupId}::uuid, ${until.toISOString()}::timestamptz, ${`退群：${request.reason}`}::text)`,
  );
  const ended = await tx
    .update(memberships)
    .set({ until: sql`greatest(${memberships.since}, gone.at)`, endReason: sql`gone.reason` })
    .from(sql`(values ${sql.join(left, sql`, `)}) as gone (person, in_group, at, reason)`)
    .where(
      and(
        sql`${memberships.personId} = gone.person and ${memberships.groupId} = gone.in_group`,
        isNull(memberships.until),
      ),
    )
    .returning({ id: memberships.id });
  const ids = ended.map(({ id }) => id);
  if (ids.length) await cancelOrders(tx, actor, { type: 'membership', ids }, '此人已退群');
}

async function recordLeft(
  tx: Tx,
  actor: Actor,
  releases: readonly Release[],
  grants: ReadonlyMap<string, Grant | undefined>,
): Promise<void> {
  await record(
    tx,
    actor,
    ...releases.map(({ request, until }) => ({
      action: 'group.leave',
      entity: { type: 'group', id: request.groupId, label: request.groupName },
      grant: grants.get(request.id),
      clause: '2.3.1',
      before: { person: request.personName, unit: request.unitName, nickname: request.nickname },
      after: { request: request.number, until: until.toISOString() },
    })),
  );
}

async function tell(tx: Tx, actor: Actor, releases: readonly Release[]): Promise<void> {
  await notifyTogether(
    tx,
    releases.map(({ request }) => request),
    (request) => [
      ...concernedIn(request, actor),
      ...(request.hasAccount && request.personId !== actor.personId ? [request.personId] : []),
    ],
    (own) => ({
      kind: 'membership',
      title: `${peopleOf(own)}已退出${groupsOf(own)}`,
      detail: own.length > 1 ? `${own.length} 项退群已办结` : `申请 ${own[0].number} 已办结`,
      href: own.length > 1 ? '/membership?kind=leave&status=done' : `/membership/${own[0].id}`,
    }),
  );
}

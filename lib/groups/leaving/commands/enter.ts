import { and, asc, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { takeNumbers } from '@/db/numbers';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';
import { openStatuses } from '../../requests/states';
import type { LockedMembership } from './lock';

/** A leave as it is to be entered, with the grant that allows it. */
export interface NewLeave {
  membership: LockedMembership;
  grant: Grant | undefined;
}

/** Which of the two ways it comes in: told to the head, or filed by him. */
export interface Entry {
  status: 'reported' | 'submitted';
  action: 'leave.report' | 'leave.file';
  batchId: string;
  reason: string;
  /** The transfer they are part of: nothing is done in the chats before its day. */
  transferId?: string;
}

export interface EnteredLeave {
  id: string;
  number: string;
  membership: LockedMembership;
  grant: Grant | undefined;
}

/** Refuses when one of the memberships has a request under way already, which is named. */
async function refuseSecond(tx: Tx, leaves: readonly NewLeave[]): Promise<void> {
  const pairs = leaves.map(
    ({ membership: { personId, groupId } }) => sql`(${personId}::uuid, ${groupId}::uuid)`,
  );
  const [open] = await tx
    .select({
      number: membershipRequests.number,
      personId: membershipRequests.personId,
      groupId: membershipRequests.groupId,
    })
    .from(membershipRequests)
    .where(
      and(
        inArray(membershipRequests.status, [...openStatuses]),
        sql`(${membershipRequests.personId}, ${membershipRequests.groupId}) in (${sql.join(pairs, sql`, `)})`,
      ),
    )
    .orderBy(asc(membershipRequests.id))
    .limit(1);
  if (!open) return;
  const named = leaves.find(
    ({ membership }) => membership.personId === open.personId && membership.groupId === open.groupId,
  )?.membership;
  refuse(
    'rule',
    `${named?.personName ?? ''}在「${named?.groupName ?? ''}」已有申请 ${open.number}，不必再提交`,
    {
      clause: '2.3.1',
    },
  );
}

/**
 * Enters leaves of locked memberships, numbered and on record; all in one batch. A reported one is due from the head within the
 * days a request has. Refused when anything is under way for one of them.
 */
export async function enterLeaves(
  tx: Tx,
  actor: Actor,
  leaves: readonly NewLeave[],
  { status, action, batchId, reason, transferId }: Entry,
): Promise<EnteredLeave[]> {
  if (!leaves.length) return [];
  await refuseSecond(tx, leaves);
  const by = actor.personId ?? refuse('session', '请先登录');
  const at = now();
  const { 'membership.decision_days': days } = await settingsNow(tx);
  const dueAt = addWorkingDays(await workCalendar(tx), at, days);
  const numbers = await takeNumbers(tx, 'RQ', leaves.length);
  const entered = leaves.map((leave, i) => ({ ...leave, id: newId(), number: numbers[i] ?? '' }));
  const inserted = await tx
    .insert(membershipRequests)
    .values(
      entered.map(({ id, number, membership, grant }) => ({
        id,
        number,
        batchId,
        kind: 'leave' as const,
        personId: membership.personId,
        groupId: membership.groupId,
        unitId: membership.unitId,
        nickname: membership.nickname,
        reason,
        transferId: transferId ?? null,
        status,
        statusAt: at,
        statusBy: by,
        statusByName: actor.name,
        submittedBy: by,
        submittedFor: grant?.onBehalfOf?.id ?? null,
        submittedAt: at,
        dueAt,
      })),
    )
    .onConflictDoNothing({
      target: [membershipRequests.personId, membershipRequests.groupId],
      where: sql`status in ('reported', 'submitted', 'approved')`,
    })
    .returning({ id: membershipRequests.id });
  if (inserted.length < entered.length) refuse('conflict', '刚有人提交过其中一项申请，请刷新后再试');
  await record(
    tx,
    actor,
    ...entered.map(({ id, number, membership, grant }) => ({
      action,
      entity: { type: 'leave', id, label: number },
      grant,
      clause: '2.3.1',
      reason,
      after: {
        status,
        person: membership.personName,
        unit: membership.unitName,
        group: membership.groupName,
      },
    })),
  );
  return entered;
}

import { and, asc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { secondaryPostings } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { transition } from '@/lib/workflow/transition';
import { administering } from '../../leaving/commands/administering';
import { leaveWorkflow } from '../../leaving/states';
import { officeAdmins } from '../../orders/queries/recipients';
import { concernedIn } from '../../requests/commands/concerned';
import { type LockedRequest, lockRequests } from '../../requests/commands/lock';
import { takeBackJoins } from '../../requests/commands/take-back';
import type { LockedTransfer } from './lock';

const clause = '2.3.1';

/** The new unit is his home from now on: what he was posted there for beside it has ended with the day before. */
export async function endPostings(
  tx: Tx,
  actor: Actor,
  { transfer, personName, toUnit }: LockedTransfer,
): Promise<void> {
  const today = officeDay(now());
  const there = and(
    eq(secondaryPostings.personId, transfer.personId),
    eq(secondaryPostings.unitId, transfer.toUnitId),
    or(isNull(secondaryPostings.endsOn), gte(secondaryPostings.endsOn, today)),
  );
  const before = await tx.select().from(secondaryPostings).where(there).for('update');
  if (!before.length) return;
  const ended = await tx
    .update(secondaryPostings)
    .set({ endsOn: sql`greatest(${secondaryPostings.startsOn}, ${today}::date - 1)` })
    .where(
      inArray(
        secondaryPostings.id,
        before.map(({ id }) => id),
      ),
    )
    .returning({ id: secondaryPostings.id, endsOn: secondaryPostings.endsOn });
  const endOf = new Map(ended.map(({ id, endsOn }) => [id, endsOn]));
  await record(
    tx,
    actor,
    ...before.map(({ id, endsOn }) => ({
      action: 'person.end_posting',
      entity: { type: 'person', id: transfer.personId, label: personName },
      clause,
      reason: '工作变动，已是所在单位',
      before: { unit: toUnit, endsOn },
      after: { unit: toUnit, endsOn: endOf.get(id) },
    })),
  );
}

/**
 * What was asked for him for a unit that he does not belong to any more is taken back, orders included: he would come into the group
 * under the old unit's name. Where the new unit wants him it asks anew.
 */
export async function takeBackOldJoins(
  tx: Tx,
  actor: Actor,
  { transfer, personName, toUnit }: LockedTransfer,
): Promise<void> {
  const open = and(
    eq(membershipRequests.personId, transfer.personId),
    eq(membershipRequests.kind, 'join'),
    inArray(membershipRequests.status, ['submitted', 'approved']),
  );
  const rows = await tx
    .select({ id: membershipRequests.id })
    .from(membershipRequests)
    .where(and(open, sql`${membershipRequests.transferId} is distinct from ${transfer.id}`))
    .orderBy(asc(membershipRequests.id));
  const joins = await lockRequests(
    tx,
    rows.map(({ id }) => id),
    open ?? sql`false`,
  );
  await takeBackJoins(
    tx,
    actor,
    joins.filter(({ belongs }) => !belongs),
    `${personName}已调往${toUnit}，仍需入群的请由新单位申请`,
  );
}

/**
 * Leaves of groups that he administers by now are withdrawn: the group would be without anybody to handle its orders. The Office is
 * told what to do first. Locked by the caller.
 * @returns the leaves that stand
 */
export async function stopLeaves(
  tx: Tx,
  actor: Actor,
  { transfer }: LockedTransfer,
  leaving: readonly LockedRequest[],
): Promise<LockedRequest[]> {
  const holds = await administering(
    tx,
    leaving.map(({ id }) => id),
  );
  const stopped = leaving.filter(({ id }) => holds.has(id));
  if (!stopped.length) return [...leaving];
  await transition(tx, {
    table: membershipRequests,
    workflow: leaveWorkflow,
    verb: 'withdraw',
    rows: stopped,
    actor,
    may: 'system',
    label: ({ number }) => number,
    reason: '本人现为该群群管理员，须先另行指定群管理员',
  });
  const office = await officeAdmins(tx);
  await notify(
    tx,
    stopped.flatMap(({ personName, groupName, groupId }) => {
      const message = {
        kind: 'membership' as const,
        title: `${personName}现为「${groupName}」的群管理员，工作变动中的退群未办理`,
      };
      const others = concernedIn(transfer, actor).filter((id) => !office.includes(id));
      return [
        ...office.map((personId) => ({
          ...message,
          personId,
          detail: '请先另行指定群管理员，再为其办理退群',
          href: `/groups/${groupId}`,
        })),
        ...others.map((personId) => ({
          ...message,
          personId,
          detail: '已请街道办公室先另行指定群管理员，之后再办理退群',
          href: `/membership/transfer/${transfer.id}`,
        })),
      ];
    }),
  );
  return leaving.filter(({ id }) => !holds.has(id));
}

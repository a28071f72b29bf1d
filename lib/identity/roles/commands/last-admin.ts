import { and, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, people, roleAssignments } from '@/db/schema/identity';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { inForce } from '../queries/period';
import { endOf } from '../rules';

/** Of what there is one in the street: whoever changes it waits for whoever changes it now. */
export async function lockSingle(tx: Tx, what: 'system_admin' | 'primary_leader'): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('qunxu'), hashtext(${what}))`);
}

/** Whether the person is system administrator at the moment. */
export async function isSystemAdmin(tx: Tx, personId: string, at: Date): Promise<boolean> {
  const held = await tx.$count(
    roleAssignments,
    and(
      eq(roleAssignments.personId, personId),
      eq(roleAssignments.role, 'system_admin'),
      inForce(roleAssignments, at),
    ),
  );
  return held > 0;
}

/**
 * Refuses to leave the street without a system administrator who can sign in at that moment. One whose own term ends with
 * that day does not count: nobody would be left tomorrow to name another.
 */
export async function keepOneSystemAdmin(
  tx: Tx,
  leaving: { id: string; name: string },
  at: Date,
): Promise<void> {
  await lockSingle(tx, 'system_admin');
  const [other] = await tx
    .select({ id: people.id })
    .from(roleAssignments)
    .innerJoin(people, and(eq(people.id, roleAssignments.personId), isNull(people.departedAt)))
    .innerJoin(accounts, and(eq(accounts.personId, people.id), isNull(accounts.disabledAt)))
    .where(
      and(
        eq(roleAssignments.role, 'system_admin'),
        ne(people.id, leaving.id),
        inForce(roleAssignments, at),
        or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, endOf(officeDay(at)))),
      ),
    )
    .limit(1);
  if (!other) refuse('rule', `${leaving.name}是唯一能登录的系统管理员，请先指派接任者并为其开通账号`);
}

import { and, eq, gt, gte, isNull, or, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts, people, roleAssignments, secondaryPostings } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { closeDelegationsOf } from '@/lib/identity/delegations/commands/close';
import { delegableRoles } from '@/lib/identity/delegations/rules';
import { closeCharge } from '@/lib/identity/roles/commands/charge';
import { keepOneSystemAdmin } from '@/lib/identity/roles/commands/last-admin';
import { closeRoles, type HeldRole } from '@/lib/identity/roles/commands/terms';
import { endSessionsOf } from '@/lib/identity/sessions/commands/end';
import { notify } from '@/lib/inbox/notify';
import { enqueue } from '@/lib/jobs/enqueue';
import type { departPersonInput } from '../input';
import { mayDepart } from '../policy';
import { lockPresent } from './person';

export const departureClause = '1.2';

interface Leaving {
  id: string;
  name: string;
}

async function openRoles(tx: Tx, person: Leaving, at: Date): Promise<HeldRole[]> {
  const held = await tx
    .select({
      id: roleAssignments.id,
      role: roleAssignments.role,
      startsAt: roleAssignments.startsAt,
      endsAt: roleAssignments.endsAt,
      scopeName: sql<string | null>`coalesce(${units.name}, ${groups.name})`,
    })
    .from(roleAssignments)
    .leftJoin(units, eq(units.id, roleAssignments.unitId))
    .leftJoin(groups, eq(groups.id, roleAssignments.groupId))
    .where(
      and(
        eq(roleAssignments.personId, person.id),
        or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, at)),
      ),
    );
  return held.map((role) => ({ ...role, personId: person.id, personName: person.name }));
}

interface Ending {
  at: Date;
  reason: string;
  grant: Grant;
  clause: string;
}

async function endRoles(tx: Tx, actor: Actor, person: Leaving, ending: Ending): Promise<number> {
  const held = await openRoles(tx, person, ending.at);
  if (held.some((role) => role.role === 'system_admin')) await keepOneSystemAdmin(tx, person, ending.at);
  await closeRoles(tx, actor, held, { ...ending, tell: false });
  await closeCharge(tx, actor, person, ending);
  return held.length;
}

/** Ends delegations from and to him, and tells the other side. */
async function endDelegations(tx: Tx, actor: Actor, person: Leaving, ending: Ending): Promise<number> {
  const closed = await closeDelegationsOf(tx, actor, person.id, ending);
  await notify(
    tx,
    closed.map(({ fromPersonId, toPersonId, role }) => ({
      personId: fromPersonId === person.id ? toPersonId : fromPersonId,
      kind: 'delegation' as const,
      title: `${person.name}已离任，${delegableRoles[role]}职责的委托随之结束`,
      href: '/delegation',
    })),
  );
  return closed.length;
}

async function endPostings(tx: Tx, person: Leaving, day: string): Promise<number> {
  const ended = await tx
    .update(secondaryPostings)
    .set({ endsOn: sql`greatest(${secondaryPostings.startsOn}, ${day}::date)` })
    .where(
      and(
        eq(secondaryPostings.personId, person.id),
        or(isNull(secondaryPostings.endsOn), gte(secondaryPostings.endsOn, day)),
      ),
    )
    .returning({ id: secondaryPostings.id });
  return ended.length;
}

/** Closes the account and every session of it. */
async function endAccess(tx: Tx, person: Leaving, at: Date): Promise<number> {
  const [account] = await tx
    .update(accounts)
    .set({
      disabledAt: sql`coalesce(${accounts.disabledAt}, ${sql.param(at, accounts.disabledAt)})`,
      codeHash: null,
      codeExpiresAt: null,
    })
    .where(eq(accounts.personId, person.id))
    .returning({ id: accounts.id });
  return account ? endSessionsOf(tx, { accountId: account.id, reason: '离任' }) : 0;
}

/** What of a person's business ended with his departure. */
export interface Departure {
  name: string;
  at: Date;
  grant: Grant;
  ended: { roles: number; delegations: number; postings: number; sessions: number };
}

/**
 * Ends a person's roles, units in charge, delegations, postings, sessions and account, in the caller's transaction, which ends
 * what he is in beyond this domain and keeps the record. Refused for oneself and for the only system administrator.
 */
export async function endService(
  tx: Tx,
  actor: Actor,
  { id, reason }: z.output<typeof departPersonInput>,
): Promise<Departure> {
  const grant = granted(mayDepart(actor, { id }));
  const person = await lockPresent(tx, actor, id);
  const at = now();
  const ending = { at, reason: `离任：${reason}`, grant, clause: departureClause };
  const ended = {
    roles: await endRoles(tx, actor, person, ending),
    delegations: await endDelegations(tx, actor, person, ending),
    postings: await endPostings(tx, person, officeDay(at)),
    sessions: await endAccess(tx, person, at),
  };
  await tx.update(people).set({ departedAt: at }).where(eq(people.id, id));
  // What waits for him is looked for at once, not when the hour's turn comes.
  await enqueue(tx, 'notices.find_left', {});
  return { name: person.name, at, grant, ended };
}

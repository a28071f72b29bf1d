import { and, asc, eq, inArray, isNull, notExists, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts } from '@/db/schema/identity';
import { membershipRequests, memberships, workOrders } from '@/db/schema/membership';
import type { WorkCalendar } from '@/lib/calendar/rules';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { Step } from './history';
import type { PlannedJoin } from './plan';

/** What the steps of a story need. */
export interface Stage {
  hands: Hands;
  street: Founded;
  calendar: WorkCalendar;
  /** Working hours before the visitors come. */
  ago: (hours: number) => Date;
  present: Date;
  /** What is still to happen to people in the history that the street has anyway. */
  plans: readonly PlannedJoin[];
}

export const hoursADay = 9.5;

export const step = (at: Date, run: (at: Date) => Promise<unknown>): Step => ({ at, run: () => run(at) });

/**
 * Somebody without an account who stands in the group for the unit, with nothing under way about him, and nothing to come of what the
 * street's history holds for him.
 */
export async function memberOf({ street, plans }: Stage, at: Date, group: string, unit: string) {
  const noAccount = db()
    .select({ one: sql`1` })
    .from(accounts)
    .where(eq(accounts.personId, memberships.personId));
  const noRequest = db()
    .select({ one: sql`1` })
    .from(membershipRequests)
    .where(
      and(
        eq(membershipRequests.personId, memberships.personId),
        inArray(membershipRequests.status, ['reported', 'submitted', 'approved']),
      ),
    );
  const rows = await db()
    .select({ id: memberships.id, personId: memberships.personId })
    .from(memberships)
    .where(
      and(
        eq(memberships.groupId, street.groups.get(group) as string),
        eq(memberships.unitId, street.units.get(unit) as string),
        isNull(memberships.until),
        notExists(noAccount),
        notExists(noRequest),
      ),
    )
    .orderBy(asc(memberships.id))
    .limit(50);
  const found = rows.find(({ personId }) =>
    plans.every(({ person, handleAt }) => person.id !== personId || handleAt < at),
  );
  if (!found) throw new Error(`nobody of ${unit} in ${group}`);
  return found;
}

/** Of these groups, those that the person is not in. */
export async function groupsWithout({ street }: Stage, personId: string, names: readonly string[]) {
  const ids = names.map((name) => street.groups.get(name) as string);
  const rows = await db()
    .select({ groupId: memberships.groupId })
    .from(memberships)
    .where(
      and(
        eq(memberships.personId, personId),
        inArray(memberships.groupId, ids),
        isNull(memberships.until),
      ),
    );
  const present = new Set(rows.map(({ groupId }) => groupId));
  return ids.filter((id) => !present.has(id));
}

/** The open orders of the group about the person are done by its administrator. */
export async function handle(
  { hands, street }: Stage,
  by: string,
  at: Date,
  group: string,
  personId: string,
) {
  const orders = await db()
    .select({ id: workOrders.id, version: workOrders.version })
    .from(workOrders)
    .where(
      and(
        eq(workOrders.groupId, street.groups.get(group) as string),
        eq(workOrders.personId, personId),
        eq(workOrders.status, 'open'),
      ),
    );
  if (orders.length)
    await hands.act(by, at, (actor) => completeOrders(actor, { orders, handledAt: undefined }));
}

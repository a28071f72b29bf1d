import { and, asc, eq, inArray } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { notices } from '@/db/schema/notices';
import { baselines, rosterChecks } from '@/db/schema/roster';
import { sweeps } from '@/db/schema/sweeps';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { officeDay } from '@/lib/core/time';
import { visibleBaselines } from '@/lib/groups/baseline/queries/detail';
import { sweepName } from '@/lib/groups/inactive/rules';
import { chosenGroups } from '@/lib/groups/queries/choices';
import { visibleChecks } from '@/lib/groups/roster/queries/scope';
import { visibleNotices, wentOut } from '@/lib/notices/queries/visible';

type Named = (actor: Actor, ids: string[]) => Promise<string[]>;

const most = 50;

/** What the ids in a list's address are called, by the name of the filter, as far as the actor may know of them. */
const named: Readonly<Record<string, Named>> = {
  // Which units there are everybody knows.
  unit: async (_, ids) => {
    const rows = await db()
      .select({ name: units.name })
      .from(units)
      .where(inArray(units.id, ids))
      .orderBy(asc(units.sort), asc(units.id))
      .limit(most);
    return rows.map(({ name }) => name);
  },
  group: async (actor, ids) => (await chosenGroups(actor, ids)).map(({ label }) => label),
  notice: async (actor, ids) => {
    const rows = await db()
      .select({ title: notices.title })
      .from(notices)
      .where(and(inArray(notices.id, ids), wentOut, visibleNotices(actor)))
      .limit(most);
    return rows.map(({ title }) => `《${title}》`);
  },
  check: async (actor, ids) => {
    const rows = await db()
      .select({ name: groups.name, at: rosterChecks.takenAt })
      .from(rosterChecks)
      .innerJoin(groups, eq(groups.id, rosterChecks.groupId))
      .where(and(inArray(rosterChecks.id, ids), visibleChecks(actor)))
      .limit(most);
    return rows.map(({ name, at }) => `${name} ${officeDay(at)}`);
  },
  baseline: async (actor, ids) => {
    const rows = await db()
      .select({ name: groups.name })
      .from(baselines)
      .innerJoin(groups, eq(groups.id, baselines.groupId))
      .where(and(inArray(baselines.id, ids), visibleBaselines(actor)))
      .limit(most);
    return rows.map(({ name }) => name);
  },
  sweep: async (_, ids) => {
    const rows = await db()
      .select({ startedAt: sweeps.startedAt, byHand: sweeps.byHand })
      .from(sweeps)
      .where(inArray(sweeps.id, ids))
      .limit(most);
    return rows.map(sweepName);
  },
  // Only the audit trail is narrowed by people, and whoever reads it is told them all.
  person: async (_, ids) => {
    const rows = await db()
      .select({ name: people.name })
      .from(people)
      .where(inArray(people.id, ids))
      .limit(most);
    return rows.map(({ name }) => name);
  },
};

/** What these ids are called where they narrow a list by that filter; one statement. Ids that mean nothing to the actor have no name. */
export async function namesOf(actor: Actor, filter: string, ids: string[]): Promise<string[]> {
  return (await named[filter]?.(actor, ids)) ?? [];
}

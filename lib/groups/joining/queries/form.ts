import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { settingsNow } from '@/lib/settings/queries';
import { allUnits } from './facts';

/** A group as the form names it. */
export interface FormGroup {
  id: string;
  name: string;
}

/** Groups in use among these, in their order; nothing for whoever may ask for nobody. One statement. */
export async function groupsOfForm(actor: Actor, ids: readonly string[]): Promise<FormGroup[]> {
  if (!(ids.length && mayAtAll(actor, 'membership.submit'))) return [];
  const rows = await db()
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(inArray(groups.id, [...ids]), isNull(groups.archivedAt)))
    .orderBy(asc(groups.name));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const looked = 200;
const mostRecent = 8;

export interface RecentGroups {
  /** Asked for lately, the latest first. */
  recent: FormGroup[];
  /** Those of the latest form with several of them. */
  last: FormGroup[];
}

/** The groups the actor's units, or the Office, have asked for lately. One statement. */
export async function recentGroups(actor: Actor): Promise<RecentGroups> {
  const scope = scopeOf(actor, 'membership.submit');
  if (!(scope.all || scope.unitIds.length)) return { recent: [], last: [] };
  const latest = db()
    .select({
      batchId: membershipRequests.batchId,
      groupId: membershipRequests.groupId,
      at: membershipRequests.submittedAt,
    })
    .from(membershipRequests)
    .where(
      and(
        eq(membershipRequests.kind, 'join'),
        scope.all ? undefined : inArray(membershipRequests.unitId, scope.unitIds),
      ),
    )
    .orderBy(desc(membershipRequests.submittedAt), desc(membershipRequests.id))
    .limit(looked)
    .as('latest');
  const rows = await db()
    .select({ batchId: latest.batchId, id: groups.id, name: groups.name })
    .from(latest)
    .innerJoin(groups, eq(groups.id, latest.groupId))
    .where(isNull(groups.archivedAt))
    .orderBy(desc(latest.at), asc(groups.name))
    .limit(looked);
  const distinct = (list: typeof rows) => [
    ...new Map(list.map(({ id, name }) => [id, { id, name }])).values(),
  ];
  const several = rows.find(({ batchId, id }) =>
    rows.some((other) => other.batchId === batchId && other.id !== id),
  );
  return {
    recent: distinct(rows).slice(0, mostRecent),
    last: several ? distinct(rows.filter(({ batchId }) => batchId === several.batchId)) : [],
  };
}

/** Names of the units the actor may ask for, in their order. One statement. */
export async function unitsToAskFor(actor: Actor): Promise<string[]> {
  const scope = scopeOf(actor, 'membership.submit');
  return (await allUnits(db()))
    .filter(({ id, archived }) => !archived && (scope.all || scope.unitIds.includes(id)))
    .map(({ name }) => name);
}

/** When the Office would have to decide what is sent now. */
export async function decisionDue(): Promise<Date> {
  const [settings, calendar] = await Promise.all([settingsNow(), workCalendar()]);
  return addWorkingDays(calendar, now(), settings['membership.decision_days']);
}

import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { administeredGroups } from '@/lib/groups/queries/visible';
import { settingsNow } from '@/lib/settings/queries';
import { publishesFirst, speaksFor } from '../policy';

export interface EmergencyGroup {
  id: string;
  name: string;
  platform: Platform;
  unitName: string;
  people: number;
}

export interface EmergencyForm {
  /** In whose name; the first is taken unless another is chosen. */
  units: { id: string; name: string }[];
  /** His own groups first. */
  groups: EmergencyGroup[];
  /** How long a title should be, and may be. */
  letters: { usual: number; most: number };
  /** Working days within which what stood in the chats is recorded. */
  recordDays: number;
}

/** More groups than a street has: an emergency may concern any of them (3.1.3). */
const mostOffered = 2_000;

/** What the form of an emergency offers; null for whoever may publish none. Two statements, and the settings. */
export async function emergencyForm(actor: Actor): Promise<EmergencyForm | null> {
  if (!publishesFirst(actor)) return null;
  const named = speaksFor(actor);
  const scope = scopeOf(actor, 'notices.emergency');
  const anyGroup = scope.all || scope.unitIds.length > 0;
  const administered = JSON.stringify(administeredGroups(actor));
  const own = sql`(${groups.id}::text in (select jsonb_array_elements_text(${administered}::jsonb)))`;
  const home = sql`(${groups.ownerUnitId}::text in (select jsonb_array_elements_text(${JSON.stringify(named)}::jsonb)))`;
  const [settings, names, found] = await Promise.all([
    settingsNow(),
    db().select({ id: units.id, name: units.name }).from(units).where(inArray(units.id, named)),
    db()
      .select({
        id: groups.id,
        name: groups.name,
        platform: groups.platform,
        unitName: units.name,
        people: sql<number>`(select count(*)::int from memberships m where m.group_id = groups.id and m.until is null)`,
      })
      .from(groups)
      .innerJoin(units, eq(units.id, groups.ownerUnitId))
      .where(and(isNull(groups.archivedAt), anyGroup ? undefined : own))
      .orderBy(sql`${own} desc, ${home} desc`, asc(groups.pinyin), asc(groups.id))
      .limit(mostOffered),
  ]);
  return {
    units: named.flatMap((id) => names.find((unit) => unit.id === id) ?? []),
    groups: found,
    letters: { usual: settings['notices.title_letters'], most: settings['notices.title_most'] },
    recordDays: settings['notices.record_days'],
  };
}

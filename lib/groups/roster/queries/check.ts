import { and, desc, eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { type ListSource, type RosterKind, rosterChecks } from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import { idField } from '@/lib/core/id';
import { mayCheckRoster } from '../policy';
import { visibleChecks } from './scope';

export interface CheckedGroup {
  id: string;
  name: string;
  platform: Platform;
  archivedAt: Date | null;
  members: number;
}

/** A group whose roster the actor may compare; null for any other. One statement. */
export async function checkedGroup(actor: Actor, id: string): Promise<CheckedGroup | null> {
  if (!mayCheckRoster(actor, { groupId: id }).allowed) return null;
  const [group] = await db()
    .select({
      id: groups.id,
      name: groups.name,
      platform: groups.platform,
      archivedAt: groups.archivedAt,
      members: sql<number>`(select count(*)::int from memberships m where m.group_id = groups.id and m.until is null)`,
    })
    .from(groups)
    .where(eq(groups.id, id));
  return group ?? null;
}

export interface CheckShown {
  id: string;
  source: ListSource;
  fileName: string | null;
  takenByName: string;
  takenAt: Date;
  listed: number;
  members: number;
  skipped: number;
  /** Lines that wait for somebody. */
  open: number;
}

const mostShown = 30;

const shown = {
  id: rosterChecks.id,
  source: rosterChecks.source,
  fileName: rosterChecks.fileName,
  takenByName: rosterChecks.takenByName,
  takenAt: rosterChecks.takenAt,
  listed: rosterChecks.listed,
  members: rosterChecks.members,
  skipped: rosterChecks.skipped,
  open: sql<number>`(select count(*)::int from roster_entries e where e.check_id = roster_checks.id and e.status = 'open')`,
};
const newestFirst = [desc(rosterChecks.takenAt), desc(rosterChecks.id)];

/** A group's latest checks, newest first. One statement. */
export async function checksOf(actor: Actor, groupId: string): Promise<CheckShown[]> {
  return db()
    .select(shown)
    .from(rosterChecks)
    .where(and(eq(rosterChecks.groupId, groupId), visibleChecks(actor)))
    .orderBy(...newestFirst)
    .limit(mostShown);
}

/** A check with the one that was taken before it. */
export interface CheckAndBefore {
  check: CheckShown;
  before: CheckShown | null;
}

/** One check of a group, however long ago it was taken; null when there is none, or none that the actor may see. One statement. */
export async function checkOf(actor: Actor, groupId: string, id: string): Promise<CheckAndBefore | null> {
  if (!idField.safeParse(id).success) return null;
  const [check, before] = await db()
    .select(shown)
    .from(rosterChecks)
    .where(
      and(
        eq(rosterChecks.groupId, groupId),
        visibleChecks(actor),
        sql`(${rosterChecks.takenAt}, ${rosterChecks.id}) <= (select c.taken_at, c.id from roster_checks c where c.id = ${id})`,
      ),
    )
    .orderBy(...newestFirst)
    .limit(2);
  return check?.id === id ? { check, before: before ?? null } : null;
}

/** How many lines of a check are of each sort, and how many of them are open. */
export type KindCounts = Readonly<Partial<Record<RosterKind, { all: number; open: number }>>>;

/** One statement. */
export async function countsOf(actor: Actor, checkId: string): Promise<KindCounts> {
  const rows = await db().execute<{ kind: RosterKind; all: number; open: number }>(sql`
    select e.kind, count(*)::int as "all", (count(*) filter (where e.status = 'open'))::int as open
    from roster_entries e join roster_checks on roster_checks.id = e.check_id
    where e.check_id = ${checkId} and ${visibleChecks(actor)} group by e.kind`);
  return Object.fromEntries(rows.map(({ kind, all, open }) => [kind, { all, open }]));
}

/** What became of a thing that the check before had found not to be in order. */
export interface SettledSince {
  subject: string;
  kind: RosterKind;
  label: string;
  /** In order now; otherwise neither in the chat nor in the register. */
  mended: boolean;
}

export interface Since {
  settled: SettledSince[];
  mended: number;
  gone: number;
  fresh: number;
  again: number;
}

const mostSettled = 100;

/** A check against the one before: what is new, what is still so, what was mended, what has gone. Two statements. */
export async function compareChecks(actor: Actor, checkId: string, beforeId: string): Promise<Since> {
  const visible = sql`exists (select 1 from roster_checks where roster_checks.id = ${checkId} and ${visibleChecks(actor)})`;
  const [settled, [news]] = await Promise.all([
    db().execute<{
      subject: string;
      kind: RosterKind;
      label: string;
      mended: boolean;
      total: number;
      good: number;
    }>(sql`
      with later as materialized (
        select subject, bare, kind from roster_entries where check_id = ${checkId}
      ), over as (
        select distinct on (e.subject) e.subject, e.kind, e.place, coalesce(e.nickname, e.expected, '') as label,
          exists (select 1 from later where later.kind = 'conforms' and later.subject = e.subject)
          or exists (select 1 from later where later.kind = 'conforms' and later.bare = e.bare) as mended
        from roster_entries e where e.check_id = ${beforeId} and e.kind <> 'conforms' and ${visible}
          and not exists (select 1 from later where later.subject = e.subject and later.kind <> 'conforms')
        order by e.subject, e.place
      )
      select subject, kind, label, mended, (count(*) over ())::int as total,
        (count(*) filter (where mended) over ())::int as good from over order by mended desc, place limit ${mostSettled}`),
    db().execute<{ fresh: number; again: number }>(sql`
      select (count(*) filter (where news = 'new'))::int as fresh, (count(*) filter (where news = 'again'))::int as again
      from roster_entries where check_id = ${checkId} and ${visible}`),
  ]);
  const mended = settled[0]?.good ?? 0;
  return {
    settled: settled.map(({ subject, kind, label, mended: good }) => ({
      subject,
      kind,
      label,
      mended: good,
    })),
    mended,
    gone: (settled[0]?.total ?? 0) - mended,
    fresh: news?.fresh ?? 0,
    again: news?.again ?? 0,
  };
}

import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { rosterChecks, rosterEntries } from '@/db/schema/roster';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { mayCheckRoster } from '../policy';
import { type HeldGroup, holdGroup, idsIn } from './lock';

/** A check that is being worked on: its group held, its grant asked. */
export interface HeldCheck {
  id: string;
  takenAt: Date;
  group: HeldGroup;
  grant: Grant;
}

/** The latest check of its group, for whoever may act on it. An older one is refused: what it says has been said anew. */
export async function holdCheck(tx: Tx, actor: Actor, id: string): Promise<HeldCheck> {
  const [found] = await tx
    .select({ groupId: rosterChecks.groupId })
    .from(rosterChecks)
    .where(eq(rosterChecks.id, id));
  const group = found
    ? await holdGroup(tx, actor, found.groupId)
    : refuse('not_found', '没有找到这次花名册比对');
  const grant = granted(mayCheckRoster(actor, { groupId: group.id }));
  if (group.archivedAt) refuse('rule', '此群已归档，不必再处理');
  const [latest] = await tx
    .select({ id: rosterChecks.id, takenAt: rosterChecks.takenAt })
    .from(rosterChecks)
    .where(eq(rosterChecks.groupId, group.id))
    .orderBy(desc(rosterChecks.takenAt), desc(rosterChecks.id))
    .limit(1);
  if (latest?.id !== id) refuse('rule', '此群已有更新的比对，请在最近一次比对中处理');
  return { id, takenAt: latest.takenAt, group, grant };
}

/** Lines of a check, locked, with what their steps need of person and membership. */
export async function lockEntries(tx: Tx, checkId: string, which: SQL) {
  const rows = await tx
    .select({
      entry: rosterEntries,
      personName: people.name,
      unitId: sql<string | null>`coalesce(${memberships.unitId}, ${people.unitId})`,
      departed: sql<boolean>`${people.departedAt} is not null`,
      hasAccount: sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = ${people.id})`,
      left: sql<boolean>`${memberships.until} is not null`,
      /** As the register has it now, which may be another one than when the check was taken. */
      stored: memberships.nickname,
    })
    .from(rosterEntries)
    .leftJoin(people, eq(people.id, rosterEntries.personId))
    .leftJoin(memberships, eq(memberships.id, rosterEntries.membershipId))
    .where(and(eq(rosterEntries.checkId, checkId), which))
    .orderBy(asc(rosterEntries.id))
    .for('update', { of: rosterEntries });
  return rows.map(({ entry, personName, ...more }) => ({ ...entry, ...more, personName: personName ?? '' }));
}

export type LockedEntry = Awaited<ReturnType<typeof lockEntries>>[number];

/** The lines of these ids. */
export const ofIds = (ids: readonly string[]): SQL => sql`${rosterEntries.id} in ${idsIn(ids)}`;

/** What a line is called in messages and in the trail. */
export const labelOf = (entry: { nickname: string | null; personName: string }): string =>
  entry.nickname ?? entry.personName;

import { and, asc, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { membershipRequests, memberships, transfers } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { planTransfer } from '@/lib/groups/transfers/commands/plan';
import { done } from './joining';
import type { TestStreet } from './street';

/** What 李娟 would send to move somebody from 和平社区 to 新华社区. */
export const transferOf = (
  s: TestStreet,
  personId: string,
  change: {
    effectiveOn?: string;
    leaves?: string[];
    joins?: string[];
    toUnitId?: string;
  } = {},
) => ({
  submissionId: newId(),
  personId,
  toUnitId: s.units.xinhua.id,
  duty: '网格员',
  effectiveOn: '2026-12-01',
  leaves: [],
  joins: [],
  reason: '岗位调整',
  ...change,
});

/** The same, sent. */
export async function planned(
  s: TestStreet,
  personId: string,
  change: Parameters<typeof transferOf>[2] = {},
  by: Actor = s.headHeping,
): Promise<string> {
  return done(await planTransfer(by, transferOf(s, personId, change))).id;
}

export async function transferRow(id: string) {
  const [row] = await db().select().from(transfers).where(eq(transfers.id, id));
  if (!row) throw new Error(`no transfer ${id}`);
  return row;
}

/** The requests of a transfer, leaves first. */
export const requestsOf = (id: string) =>
  db()
    .select()
    .from(membershipRequests)
    .where(eq(membershipRequests.transferId, id))
    .orderBy(asc(membershipRequests.id));

export async function homeOf(personId: string): Promise<string | undefined> {
  const [row] = await db().select({ unitId: people.unitId }).from(people).where(eq(people.id, personId));
  return row?.unitId;
}

/** The groups somebody is in, by name of nothing but their ids, with nickname and unit. */
export const presentMemberships = (personId: string) =>
  db()
    .select({
      groupId: memberships.groupId,
      unitId: memberships.unitId,
      nickname: memberships.nickname,
      nicknameState: memberships.nicknameState,
    })
    .from(memberships)
    .where(and(eq(memberships.personId, personId), isNull(memberships.until)))
    .orderBy(asc(memberships.since), asc(memberships.id));

import { asc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { decidable } from './narrow';

export interface NextRequest {
  id: string;
  personName: string;
  groupName: string;
}

/** The most urgent request that waits for the actor's decision; null when there is none. One statement. */
export async function nextToDecide(actor: Actor): Promise<NextRequest | null> {
  const [row] = await db()
    .select({ id: membershipRequests.id, personName: people.name, groupName: groups.name })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .where(decidable(actor))
    .orderBy(asc(membershipRequests.dueAt), asc(membershipRequests.id))
    .limit(1);
  return row ?? null;
}

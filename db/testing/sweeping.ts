import { asc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { sweepItems } from '@/db/schema/sweeps';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { startSweep } from '@/lib/groups/inactive/commands/start';
import { done } from './joining';
import { actorOf, makePerson, type TestStreet } from './street';

/** Lets the group be as old as that, and with it what is known of it when it lives in the portal. */
export async function madeBefore(groupId: string, at: Date): Promise<void> {
  await db().update(groups).set({ createdAt: at }).where(eq(groups.id, groupId));
}

/** Somebody in a portal group since `since`, with an account that he last signed in to then, or never. */
export async function quietMember(
  s: TestStreet,
  {
    name = '王五',
    unit = s.units.heping,
    groupId = s.groups.portal.id,
    since,
    signedIn = null,
  }: {
    name?: string;
    unit?: TestStreet['units']['heping'];
    groupId?: string;
    since: Date;
    signedIn?: Date | null;
  },
) {
  const person = await makePerson(name, unit);
  const membershipId = newId();
  await db()
    .insert(memberships)
    .values({
      id: membershipId,
      groupId,
      personId: person.id,
      unitId: unit.id,
      nickname: `${unit.shortName}${name}`,
      nicknameState: 'confirmed',
      nicknameConfirmedAt: since,
      origin: 'baseline',
      since,
    });
  const actor = actorOf(person, unit, { role: 'member', groupIds: [groupId] });
  await db().insert(accounts).values({
    id: newId(),
    personId: person.id,
    username: person.id,
    createdAt: since,
    lastSignInAt: signedIn,
  });
  return { ...person, membershipId, actor };
}

/** The person's last sign-in was then. */
export async function signIn(personId: string, at: Date | null): Promise<void> {
  await db().update(accounts).set({ lastSignInAt: at }).where(eq(accounts.personId, personId));
}

/** The questions about a membership, oldest first. */
export async function questionsOf(membershipId: string) {
  return db()
    .select()
    .from(sweepItems)
    .where(eq(sweepItems.membershipId, membershipId))
    .orderBy(asc(sweepItems.askedAt), asc(sweepItems.id));
}

/** The one question about a membership. */
export async function questionOf(membershipId: string) {
  const found = await questionsOf(membershipId);
  const last = found.at(-1);
  if (!last) throw new Error('nobody was asked');
  return last;
}

/** The Office begins a sweep. */
export const sweepAt = (s: TestStreet, at: Date = now()) =>
  withClock(at, async () => done(await startSweep(s.office, { submissionId: newId() })));

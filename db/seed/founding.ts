import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts, people } from '@/db/schema/identity';
import { street, units } from '@/db/schema/units';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { hashPassword } from '@/lib/core/password';
import { officeDay } from '@/lib/core/time';
import { createGroup } from '@/lib/groups/commands/manage';
import { issueCode } from '@/lib/identity/accounts/commands/manage';
import { createPerson } from '@/lib/identity/people/commands/person';
import { assignRole } from '@/lib/identity/roles/commands/assignments';
import { setPrimaryLeader, takeCharge } from '@/lib/identity/roles/commands/charge';
import { issueSetupToken, setUpStreet } from '@/lib/identity/setup/commands';
import { createUnit } from '@/lib/identity/units/commands';
import { demoPassword, demoStreetName, seedGroups, seedPeople, seedUnits } from './data';
import { atTheDesk, type Hands } from './hands';
import { inventName, inventPhone, stream } from './invent';

export interface Resident {
  id: string;
  name: string;
  unitId: string;
  unitName: string;
}

/** The street as founded: who is where, by name. */
export interface Founded {
  units: Map<string, string>;
  groups: Map<string, string>;
  residents: Resident[];
}

const reason = '街道党工委会议纪要';

/** Makes the street, its Office and its first two administrators through the set-up. */
async function setUp(at: Date): Promise<void> {
  const [system, office] = seedPeople;
  const home = seedUnits[0];
  if (!system || !office || !home) throw new Error('the seed names no administrators');
  await withClock(at, async () => {
    const token = await issueSetupToken();
    const password = `Erste-${newId()}`;
    const made = await setUpStreet(atTheDesk, {
      token: token ?? '',
      streetName: demoStreetName,
      officeName: home.name,
      officeShortName: home.shortName,
      adminName: system.name,
      adminUsername: system.username,
      password,
      confirm: password,
      officeAdminName: office.name,
      officeAdminUsername: office.username,
    });
    if (!made.ok) throw new Error(made.refusal.message);
  });
  await db().update(street).set({ demonstration: true });
}

/** Everyone gets the demonstration's password; what the codes would have led to, without sixty slips of paper. */
async function usePassword(username: string): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  await db()
    .update(accounts)
    .set({ passwordHash, codeHash: null, codeExpiresAt: null, mustChangePassword: false })
    .where(eq(accounts.username, username));
}

async function makeUnits(hands: Hands, at: Date): Promise<void> {
  for (const [sort, unit] of seedUnits.slice(1).entries()) {
    const { name, shortName, kind } = unit;
    await hands.act('office', at, (actor) =>
      createUnit(actor, { submissionId: newId(), name, shortName, kind, sort: sort + 1 }),
    );
  }
}

async function makePeople(hands: Hands, at: Date, unitIds: Map<string, string>): Promise<void> {
  const random = stream(2026);
  const taken = new Set(seedPeople.map((person) => person.name));
  const invented = seedUnits.flatMap((unit) =>
    Array.from({ length: unit.people }, (_, i) => ({
      name: inventName(random, taken),
      unit: unit.name,
      duty: unit.duties[i % unit.duties.length] as string,
    })),
  );
  for (const [n, { name, unit, duty }] of [...seedPeople.slice(2), ...invented].entries()) {
    const unitId = unitIds.get(unit) as string;
    const phone = inventPhone(random, n);
    await hands.act('office', at, (actor) =>
      createPerson(actor, { submissionId: newId(), name, unitId, duty, phone, affiliated: false }),
    );
  }
}

async function idsByName(table: typeof units | typeof groups): Promise<Map<string, string>> {
  const rows = await db().select({ id: table.id, name: table.name }).from(table);
  return new Map(rows.map((row) => [row.name, row.id]));
}

async function everybody(): Promise<Resident[]> {
  return db()
    .select({ id: people.id, name: people.name, unitId: people.unitId, unitName: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .orderBy(people.id);
}

async function giveAccountsAndRoles(hands: Hands, at: Date, residents: readonly Resident[]): Promise<void> {
  const startsOn = officeDay(at);
  for (const { name, username, roles, primary } of seedPeople.slice(2)) {
    const person = residents.find((resident) => resident.name === name) as Resident;
    await hands.act('sysadmin', at, (actor) => issueCode(actor, { personId: person.id, username }));
    await usePassword(username);
    for (const role of roles) {
      if (role === 'group_admin') continue;
      const unitId = role === 'unit_head' ? person.unitId : '';
      await hands.act('sysadmin', at, (actor) =>
        assignRole(actor, {
          submissionId: newId(),
          personId: person.id,
          role,
          unitId,
          startsOn,
          lastDay: '',
          reason,
        }),
      );
    }
    if (primary)
      await hands.act('sysadmin', at, (actor) => setPrimaryLeader(actor, { personId: person.id, reason }));
  }
}

async function putInCharge(
  hands: Hands,
  at: Date,
  unitIds: Map<string, string>,
  residents: readonly Resident[],
): Promise<void> {
  const idOf = (name: string) => residents.find((resident) => resident.name === name)?.id as string;
  for (const { name, kind } of seedUnits) {
    const leaderId = kind === 'community' ? idOf('刘芳') : idOf('陈建国');
    if (kind === 'leadership') continue;
    await hands.act('sysadmin', at, (actor) =>
      takeCharge(actor, { submissionId: newId(), leaderId, unitId: unitIds.get(name) as string, reason }),
    );
  }
}

async function makeGroups(
  hands: Hands,
  at: Date,
  unitIds: Map<string, string>,
  residents: readonly Resident[],
): Promise<void> {
  for (const { name, platform, owner, purpose, administrators } of seedGroups) {
    const chosen = administrators.map((admin) => ({
      personId: residents.find((resident) => resident.name === admin)?.id as string,
    }));
    await hands.act('office', at, (actor) =>
      createGroup(actor, {
        submissionId: newId(),
        name,
        platform,
        ownerUnitId: unitIds.get(owner) as string,
        purpose,
        administrators: chosen,
      }),
    );
  }
}

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

/** Founds the street in the morning that begins with `at`: units, people, accounts, roles, groups, each by its own command. */
export async function found(hands: Hands, at: Date): Promise<Founded> {
  await setUp(at);
  await usePassword('sysadmin');
  await usePassword('office');
  await makeUnits(hands, minutesAfter(at, 10));
  const unitIds = await idsByName(units);
  await makePeople(hands, minutesAfter(at, 40), unitIds);
  const residents = await everybody();
  await giveAccountsAndRoles(hands, minutesAfter(at, 70), residents);
  await putInCharge(hands, minutesAfter(at, 80), unitIds, residents);
  await makeGroups(hands, minutesAfter(at, 100), unitIds, residents);
  return { units: unitIds, groups: await idsByName(groups), residents };
}

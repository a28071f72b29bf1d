import { and, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { roleAssignments } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, trailOf } from '@/db/testing/joining';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { removeAdministrator } from './commands/administrators';
import { archiveGroup } from './commands/archive';
import { createGroup } from './commands/manage';
import { submitJoin } from './requests/commands/submit';

let street: TestStreet;
let administrators: [string, string];
let person: { id: string };

beforeAll(async () => {
  await emptyStreet();
  street = await makeStreet();
  const second = await makePerson('何静', street.units.heping);
  administrators = [street.groupAdmin.personId ?? '', second.id];
  person = await makePerson('赵敏', street.units.heping);
});

const form = (name: string) => ({
  submissionId: newId(),
  name,
  platform: 'wecom' as const,
  ownerUnitId: street.units.office.id,
  purpose: '防汛',
  administrators: administrators.map((personId) => ({ personId })),
});

const fresh = async (round: number) =>
  done(await createGroup(street.office, form(`防汛 ${round} ${newId()}`.slice(0, 30))));
const codes = (results: Result<unknown>[]) =>
  results.map((result) => (result.ok ? 'done' : result.refusal.code)).sort();

async function archiveAgainstRequest(round: number): Promise<void> {
  const { id } = await fresh(round);
  const [archived, submitted] = await atOnce(
    round,
    () => archiveGroup(street.office, { id, reason: '停用' }),
    () =>
      submitJoin(street.headHeping, {
        submissionId: newId(),
        personId: person.id,
        groupId: id,
        unitId: street.units.heping.id,
        reason: '工作需要',
      }),
  );
  expect(archived.ok).not.toBe(submitted.ok);
  const filed = await db().select().from(membershipRequests).where(eq(membershipRequests.groupId, id));
  expect(filed).toHaveLength(submitted.ok ? 1 : 0);
}

async function relieveBoth(round: number): Promise<void> {
  const { id } = await fresh(round);
  const relieve = (personId: string) => () =>
    removeAdministrator(street.office, { groupId: id, personId, reason: '轮岗' });
  const results = await atOnce(round, relieve(administrators[0]), relieve(administrators[1]));
  expect(codes(results)).toEqual(['done', 'rule']);
  const left = await db()
    .select()
    .from(roleAssignments)
    .where(and(eq(roleAssignments.groupId, id), isNull(roleAssignments.endsAt)));
  expect(left).toHaveLength(1);
}

async function archiveTwice(round: number): Promise<void> {
  const { id } = await fresh(round);
  const results = await atOnce(
    round,
    () => archiveGroup(street.office, { id, reason: '停用' }),
    () => archiveGroup(street.office2, { id, reason: '停用' }),
  );
  expect(codes(results)).toEqual(['conflict', 'done']);
  const kept = (await trailOf('group', id)).filter(({ outcome }) => outcome === 'done');
  expect(kept.map(({ action }) => action)).toEqual(['group.create', 'group.archive']);
}

async function nameTwice(round: number): Promise<void> {
  const name = `同名群 ${newId()}`.slice(0, 30);
  const results = await atOnce(
    round,
    () => createGroup(street.office, form(name)),
    () => createGroup(street.office2, form(name)),
  );
  expect(codes(results)).toEqual(['done', 'invalid']);
  expect(await db().select().from(groups).where(eq(groups.name, name))).toHaveLength(1);
}

describe(`two at once, ${rounds} times`, () => {
  it.each([
    ['archiving and a new request: one of them gives way', archiveAgainstRequest],
    ['relieving the last two administrators: one stays', relieveBoth],
    ['archiving: once, with one record', archiveTwice],
    ['making groups of one name: one is made', nameTwice],
  ])(
    '%s',
    async (_, race) => {
      await inRounds(race);
      expect.hasAssertions();
    },
    120_000,
  );
});

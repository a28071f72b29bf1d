import { and, count, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { auditEvents } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { addAdministrator, removeAdministrator } from './commands/administrators';
import { archiveGroup } from './commands/archive';
import { createGroup } from './commands/manage';
import { submitJoin } from './requests/commands/submit';

/** `npm run torture` raises it. */
const rounds = Math.ceil(Number(process.env.QUNXU_ROUNDS ?? 200) / 20);
const eachRound = Array.from({ length: rounds }, (_, round) => round);

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

const codes = (results: Result<unknown>[]) =>
  results.map((result) => (result.ok ? 'done' : result.refusal.code)).sort();

async function numberOf(table: typeof membershipRequests | typeof groups): Promise<number> {
  const [row] = await db().select({ n: count() }).from(table);
  return row?.n ?? 0;
}

describe('two at once', () => {
  it.each(eachRound)('archiving and a new request: one of them gives way (%i)', async () => {
    const { id } = street.groups.heping;
    const person = await makePerson('赵敏', street.units.heping);
    const [archived, submitted] = await Promise.all([
      archiveGroup(street.office, { id, reason: '停用' }),
      submitJoin(street.headHeping, {
        submissionId: newId(),
        personId: person.id,
        groupId: id,
        unitId: street.units.heping.id,
        reason: '工作需要',
      }),
    ]);
    expect(archived.ok).not.toBe(submitted.ok);
    expect(await numberOf(membershipRequests)).toBe(submitted.ok ? 1 : 0);
  });

  it.each(eachRound)('relieving the last two administrators: one stays (%i)', async () => {
    const { id } = street.groups.heping;
    const second = await makePerson('何静', street.units.heping);
    await addAdministrator(street.office, { groupId: id, personId: second.id });
    const relieve = (personId: string) =>
      removeAdministrator(street.office, { groupId: id, personId, reason: '轮岗' });
    const results = await Promise.all([relieve(second.id), relieve(street.groupAdmin.personId ?? '')]);
    expect(codes(results)).toEqual(['done', 'rule']);
    const left = await db()
      .select()
      .from(roleAssignments)
      .where(and(eq(roleAssignments.groupId, id), isNull(roleAssignments.endsAt)));
    expect(left).toHaveLength(1);
  });

  it.each(eachRound)('archiving: once, with one record (%i)', async () => {
    const { id } = street.groups.heping;
    const results = await Promise.all([
      archiveGroup(street.office, { id, reason: '停用' }),
      archiveGroup(street.office2, { id, reason: '停用' }),
    ]);
    expect(codes(results)).toEqual(['conflict', 'done']);
    const records = await db()
      .select()
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.entityId, id),
          eq(auditEvents.action, 'group.archive'),
          eq(auditEvents.outcome, 'done'),
        ),
      );
    expect(records).toHaveLength(1);
  });

  it.each(eachRound)('making groups of one name: one is made (%i)', async () => {
    const before = await numberOf(groups);
    const form = () => ({
      submissionId: newId(),
      name: '防汛应急群',
      platform: 'portal' as const,
      ownerUnitId: street.units.office.id,
      purpose: '防汛',
      administrators: [],
    });
    const results = await Promise.all([
      createGroup(street.office, form()),
      createGroup(street.office2, form()),
    ]);
    expect(codes(results)).toEqual(['done', 'invalid']);
    expect(await numberOf(groups)).toBe(before + 1);
  });
});

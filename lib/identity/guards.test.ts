import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import {
  accounts,
  delegations,
  leaderUnits,
  roleAssignments,
  secondaryPostings,
  setupTokens,
} from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { brokenConstraint } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';

let s: TestStreet;
const on = (day: string) => officeMoment(day, 0);
const idOf = (actor: Actor): string => actor.personId ?? '';

beforeEach(async () => {
  await emptyStreet();
  s = await withClock(on('2026-11-01'), makeStreet);
});

/** The constraint a write meets; undefined when it is done. */
async function broken(write: PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await write;
    return undefined;
  } catch (error) {
    return brokenConstraint(error) ?? 'none';
  }
}

const charge = (startsOn: string, lastDay: string | null) =>
  db()
    .insert(leaderUnits)
    .values({
      id: newId(),
      leaderId: idOf(s.leader),
      unitId: s.units.xinhua.id,
      startsAt: on(startsOn),
      endsAt: lastDay ? on(lastDay) : null,
    });

const posting = (startsOn: string, endsOn: string | null) =>
  db()
    .insert(secondaryPostings)
    .values({ id: newId(), personId: idOf(s.member), unitId: s.units.xinhua.id, startsOn, endsOn });

const delegation = (startsOn: string, until: string, more: Partial<typeof delegations.$inferInsert> = {}) =>
  db()
    .insert(delegations)
    .values({
      id: newId(),
      fromPersonId: idOf(s.headHeping),
      toPersonId: idOf(s.member),
      role: 'unit_head',
      startsAt: on(startsOn),
      endsAt: on(until),
      reason: '外出培训',
      enteredBy: idOf(s.headHeping),
      createdAt: on('2026-11-01'),
      ...more,
    });

describe('periods that may not overlap do not, whoever writes them', () => {
  it('of a unit in charge', async () => {
    expect(await broken(charge('2026-01-01', '2026-03-01'))).toBeUndefined();
    expect(await broken(charge('2026-02-01', '2026-04-01'))).toBe('leader_units_one_at_a_time');
    expect(await broken(charge('2026-03-01', null))).toBeUndefined();
    expect(await broken(charge('2027-01-01', '2027-02-01'))).toBe('leader_units_one_at_a_time');
  });

  it('of a posting, whose last day counts', async () => {
    expect(await broken(posting('2026-01-01', '2026-03-01'))).toBeUndefined();
    expect(await broken(posting('2026-03-01', null))).toBe('secondary_postings_one_at_a_time');
    expect(await broken(posting('2026-03-02', null))).toBeUndefined();
  });

  it('of a duty handed over, unless it was taken back', async () => {
    expect(await broken(delegation('2026-12-01', '2026-12-10'))).toBeUndefined();
    expect(await broken(delegation('2026-12-09', '2026-12-20'))).toBe('delegations_one_at_a_time');
    expect(await broken(delegation('2026-12-09', '2026-12-20', { role: 'leader' }))).toBeUndefined();
    const taken = { endedAt: on('2026-12-09') };
    expect(await broken(delegation('2026-12-09', '2026-12-20', taken))).toBeUndefined();
    expect(await broken(delegation('2026-12-10', '2026-12-20'))).toBeUndefined();
  });
});

describe('the database refuses', () => {
  const account = (more: Partial<typeof accounts.$inferInsert>) =>
    db()
      .insert(accounts)
      .values({
        id: newId(),
        personId: idOf(s.member),
        username: 'some.name',
        createdAt: on('2026-11-01'),
        ...more,
      });

  it('an account with two ways in', async () => {
    const both = { passwordHash: 'x', codeHash: 'y', codeExpiresAt: on('2026-11-08') };
    expect(await broken(account(both))).toBe('accounts_one_way_in');
  });

  it('words it does not know', async () => {
    const textSize = 'huge' as 'large';
    expect(await broken(account({ textSize }))).toBe('accounts_text_size');
    const role = 'mayor' as 'leader';
    const assignment = { id: newId(), personId: idOf(s.member), role, startsAt: on('2026-11-01') };
    expect(await broken(db().insert(roleAssignments).values(assignment))).toBe('role_assignments_role');
  });

  it('a second token for the setup, and a paper that is no file', async () => {
    const token = { id: 2, tokenHash: 'x', issuedAt: on('2026-11-01') };
    expect(await broken(db().insert(setupTokens).values(token))).toBe('setup_tokens_single');
    const paper = { enteredBy: idOf(s.office), paperFileId: newId() };
    expect(await broken(delegation('2026-12-01', '2026-12-10', paper))).toBe(
      'delegations_paper_file_id_files_id_fk',
    );
  });
});

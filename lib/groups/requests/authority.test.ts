import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { giveAccount, signedIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { approved, done, joinOf, ordersOf, refusalOf, requestRow, submitted } from '@/db/testing/joining';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { departPerson } from '@/lib/groups/departing/commands';
import { actorOfSession } from '@/lib/identity/queries/actor';
import { assignRole, endRole } from '@/lib/identity/roles/commands/assignments';
import { completeOrders } from '../handling/commands/complete';
import { decideRequest } from './commands/decide';
import { submitJoin } from './commands/submit';

let s: TestStreet;
let from = 0;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  from = await trailEnd(db());
});

afterAll(async () => {
  expect(await brokenInvariants(db(), from)).toEqual([]);
});

async function nameAdministrator(personId: string): Promise<string> {
  const role = { submissionId: newId(), personId, role: 'office_admin' as const, unitId: '' };
  const term = { startsOn: officeDay(now()), lastDay: '', reason: '工作需要' };
  return done(await assignRole(s.sysadmin, { ...role, ...term })).id;
}

const depart = (id: string) => departPerson(s.office2, { id, reason: '工作调动' });

describe('authority that ends while it is used', () => {
  it(`a role ends and its holder decides, in an open session, ${rounds} times: with the role, or not at all`, async () => {
    const person = await makePerson('何静', s.units.office);
    await giveAccount(actorOf(person, s.units.office), 'he.jing');
    const { secret } = await signedIn('he.jing');
    const decide = async (id: string) => {
      const actor = await actorOfSession(secret, null);
      if (!actor) throw new Error('the session does not stand');
      return decideRequest(actor, { id, version: 1, decision: 'approve' });
    };
    await inRounds(async (round) => {
      const [first, next] = [await submitted(s), await submitted(s)];
      const role = await nameAdministrator(person.id);
      const [ended, decided] = await atOnce(
        round,
        () => endRole(s.sysadmin, { id: role, personId: person.id, lastDay: '', reason: '轮岗' }),
        () => decide(first.id),
      );
      done(ended);
      expect(decided.ok || refusalOf(decided).code).toBeOneOf([true, 'not_found']);
      expect((await requestRow(first.id)).decidedBy).toBe(decided.ok ? person.id : null);
      expect(refusalOf(await decide(next.id)).code).toBe('not_found');
    });
  }, 300_000);

  it(`a person departs and is asked into a group, ${rounds} times: refused, or taken back with it`, async () => {
    await inRounds(async (round) => {
      const person = await makePerson('王五', s.units.heping);
      const [gone, asked] = await atOnce(
        round,
        () => depart(person.id),
        () => submitJoin(s.headHeping, joinOf(s, person.id)),
      );
      done(gone);
      if (!asked.ok) return expect(asked.refusal.code).toBe('rule');
      expect((await requestRow(asked.value.id)).status).toBe('withdrawn');
    });
  }, 300_000);

  it(`a person departs and is approved, ${rounds} times: taken back, approved or not, and nobody is to be added`, async () => {
    await inRounds(async (round) => {
      const { id, version, personId } = await submitted(s);
      const [gone, decided] = await atOnce(
        round,
        () => depart(personId),
        () => decideRequest(s.office, { id, version, decision: 'approve' }),
      );
      done(gone);
      expect((await requestRow(id)).status).toBe('withdrawn');
      expect((await ordersOf(id)).map(({ status }) => status)).toEqual(decided.ok ? ['cancelled'] : []);
      if (!decided.ok) expect(decided.refusal.code).toBe('conflict');
    });
  }, 300_000);

  it(`a person departs and is added, ${rounds} times: what he is still in is named when he goes`, async () => {
    await inRounds(async (round) => {
      const { request, order } = await approved(s);
      const receipt = { orders: [{ id: order.id, version: 1 }], handledAt: undefined };
      const [gone, added] = await atOnce(
        round,
        () => depart(request.personId),
        () => completeOrders(s.groupAdmin, receipt),
      );
      expect(done(gone).groupsLeft).toEqual(added.ok ? [s.groups.heping.name] : []);
      const joined = await db().select().from(memberships).where(eq(memberships.personId, request.personId));
      expect(joined).toHaveLength(added.ok ? 1 : 0);
    });
  }, 300_000);
});

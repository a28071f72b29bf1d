import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { secondaryPostings } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { personDetail } from './queries/person';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

describe('the groups of a person', () => {
  it('are shown to a head only where the person represents his unit', async () => {
    const id = s.member.personId ?? '';
    await db().insert(memberships).values({
      id: newId(),
      groupId: s.groups.portal.id,
      personId: id,
      unitId: s.units.xinhua.id,
      nickname: '新华刘洋',
      nicknameState: 'to_set',
      origin: 'baseline',
      since: now(),
    });
    await db()
      .insert(secondaryPostings)
      .values({ id: newId(), personId: id, unitId: s.units.xinhua.id, startsOn: '2020-01-01' });
    const seen = async (actor: Actor) =>
      (await personDetail(actor, id))?.groups.map((group) => group.nickname).sort();
    expect(await seen(s.office)).toEqual(['和平刘洋', '新华刘洋'].sort());
    expect(await seen(s.headHeping)).toEqual(['和平刘洋']);
    expect(await seen(s.headXinhua)).toEqual(['新华刘洋']);
    expect(await seen(s.sysadmin)).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { parseList } from '@/lib/core/paging';
import { revealPhone } from '../people/commands/phone';
import { peopleList } from '../people/list';
import { colleagueChoices } from '../people/queries/choices';
import { listPeople } from '../people/queries/list';
import { personDetail } from '../people/queries/person';
import { visiblePeople } from '../people/queries/scope';
import { delegationRights } from './queries';

let s: TestStreet;
const idOf = (actor: Actor): string => actor.personId ?? '';

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

describe('a delegate', () => {
  const delegate = (role: 'unit_head' | 'leader'): Actor => ({
    ...s.member,
    grants: [
      ...s.member.grants,
      {
        role,
        unitIds: [s.units.heping.id],
        groupIds: [],
        primary: false,
        onBehalfOf: { id: idOf(role === 'leader' ? s.leader : s.headHeping), name: '委托人' },
      },
    ],
  });

  it.each(['unit_head', 'leader'] as const)('of a %s neither reads people nor their phones', async (role) => {
    const id = idOf(s.groupAdmin);
    expect(await personDetail(delegate(role), id)).toBeNull();
    expect((await listPeople(delegate(role), parseList(peopleList, {}))).rows).toEqual([]);
    expect(await colleagueChoices(delegate(role), '')).toEqual([]);
    expect(await revealPhone(delegate(role), { id })).toMatchObject({ refusal: { code: 'not_found' } });
  });

  it('finds whom he may ask a group for: the people of the unit he stands in for', async () => {
    const found = await db()
      .select({ name: people.name })
      .from(people)
      .where(visiblePeople(delegate('unit_head'), 'membership.submit'));
    expect(found.map((person) => person.name).sort()).toEqual(['刘洋', '张三', '李娟'].sort());
  });

  it('has no duty of his own to hand over', () => {
    expect(delegationRights(delegate('unit_head'))).toEqual({ own: [], enter: false });
    expect(delegationRights(s.headHeping)).toEqual({ own: ['unit_head'], enter: false });
  });
});

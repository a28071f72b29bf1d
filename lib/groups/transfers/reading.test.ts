import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { memberOf } from '@/db/testing/leaving';
import { makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { planned } from '@/db/testing/transferring';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { transferList } from './list';
import { transferDetail } from './queries/detail';
import { checkTransfer } from './queries/form';
import { listTransfers } from './queries/list';

const monday = new Date('2026-11-23T09:00:00+08:00');

let s: TestStreet;
let member: Awaited<ReturnType<typeof memberOf>>;
let wanted: Awaited<ReturnType<typeof makeGroup>>;

const onMonday = <T>(work: () => Promise<T>) => withClock(monday, work);

beforeEach(async () => {
  await emptyStreet();
  await onMonday(async () => {
    s = await makeStreet();
    wanted = await makeGroup('新华社区工作群', 'wechat', s.units.xinhua);
    member = await memberOf(s);
  });
});

const insertMembership = (personId: string, groupId: string, unitId: string, nickname: string) =>
  db().insert(memberships).values({
    id: newId(),
    groupId,
    personId,
    unitId,
    nickname,
    nicknameState: 'to_set',
    origin: 'baseline',
    since: monday,
  });

describe('who sees what', () => {
  it('both heads, the Office and he himself see all of it, and open what is theirs', async () => {
    const id = await onMonday(() =>
      planned(s, member.id, { leaves: [member.membershipId], joins: [wanted.id] }),
    );
    const seenBy = async (actor: Actor) =>
      (await transferDetail(actor, id))?.requests.map(({ kind, opens }) => [kind, opens]);
    expect(await seenBy(s.headHeping)).toEqual([
      ['join', false],
      ['leave', true],
    ]);
    expect(await seenBy(s.headXinhua)).toEqual([
      ['join', true],
      ['leave', false],
    ]);
    for (const actor of [s.office, member.actor])
      expect(await seenBy(actor)).toEqual([
        ['join', true],
        ['leave', true],
      ]);
    expect(await transferDetail(s.member, id)).toBeNull();
    const listed = await listTransfers(s.headXinhua, parseList(transferList, { q: 'ww', status: 'planned' }));
    expect(listed).toMatchObject({ total: 1, rows: [{ personName: '王五', toUnit: '新华社区' }] });
    expect(await listTransfers(s.member, parseList(transferList, {}))).toMatchObject({ total: 0, rows: [] });
  });

  it('the form is told what stands in the way, what he is in and where the new unit is', async () => {
    const kept = await onMonday(() => makeGroup('网格员群', 'wecom', s.units.office));
    await insertMembership(member.id, kept.id, s.units.heping.id, '和平王五');
    const other = await onMonday(() => makePerson('赵六', s.units.xinhua));
    await insertMembership(other.id, s.groups.portal.id, s.units.xinhua.id, '新华赵六');
    const check = await onMonday(() => checkTransfer(s.headHeping, member.id, s.units.xinhua.id));
    expect(check).toMatchObject({ obstacle: null, nickname: '新华王五', fromUnit: '和平社区' });
    expect(check?.present.map(({ groupName, ofOldUnit }) => [groupName, ofOldUnit])).toEqual([
      ['和平社区工作群', true],
      ['网格员群', false],
    ]);
    expect(check?.usual.map(({ groupName, usual }) => [groupName, usual])).toEqual([
      ['新华社区工作群', true],
      ['街道工作总群', false],
    ]);
    expect(await onMonday(() => checkTransfer(s.headXinhua, member.id, s.units.xinhua.id))).toBeNull();
    const head = await onMonday(() =>
      checkTransfer(s.office, s.headHeping.personId ?? '', s.units.xinhua.id),
    );
    expect(head?.obstacle).toMatch(/还是和平社区负责人/);
  });
});

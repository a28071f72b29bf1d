import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { notifications } from '@/db/schema/house';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf, trailOf } from '@/db/testing/joining';
import { actorOf, makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { personDetail } from '@/lib/identity/people/queries/person';
import { shellFacts } from '@/lib/identity/queries/shell';
import { editGroup } from '../commands/manage';
import { confirmNickname } from '../commands/nickname';
import { figuresByGroup } from '../figures/queries';
import { groupList, memberList } from '../list';
import { groupDetail } from '../queries/detail';
import { listGroups } from '../queries/list';
import { listMembers } from '../queries/members';
import { myMemberships } from '../queries/mine';
import { requestFigures } from '../requests/queries/figures';
import { waiting, waitingCounts } from '../workbench';
import { chaseNicknames, confirmNicknames } from './commands/many';
import { remindNicknames } from './commands/remind';
import { nicknameList } from './list';
import { listNicknames, nicknameFigures } from './queries';

const monday = new Date('2026-11-16T09:00:00+08:00');
const later = new Date('2026-11-27T09:25:00+08:00');
const at = <T>(work: () => Promise<T>) => withClock(later, work);
let s: TestStreet;
let membershipId: string;

/** 刘洋 in the portal's group, as a request that was done leaves it; in the chat his nickname is right. */
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
  membershipId = newId();
  await db()
    .insert(memberships)
    .values({
      id: membershipId,
      groupId: s.groups.portal.id,
      personId: s.member.personId ?? '',
      unitId: s.units.heping.id,
      nickname: '和平刘洋',
      nicknameState: 'to_set',
      origin: 'baseline',
      since: monday,
    });
});

describe('a nickname in a group of the portal', () => {
  it('waits for nobody: on no workbench, in no list, and nobody is reminded', async () => {
    expect(await at(() => waiting(s.member))).toEqual([]);
    const shell = await at(() => shellFacts(s.member, waitingCounts(s.member)));
    expect(shell.counts).toEqual({ '/groups': 0 });
    const mine = parseList(groupList, { mine: 'nickname' });
    expect((await at(() => listGroups(s.member, mine))).total).toBe(0);
    const all = parseList(nicknameList, {});
    expect((await at(() => listNicknames(s.office, all))).rows.map(({ groupName }) => groupName)).toEqual([
      '和平社区工作群',
    ]);
    expect(await at(() => remindNicknames(systemActor('test'), {}))).toMatchObject({
      value: { reminded: 0 },
    });
    expect(await db().select().from(notifications)).toEqual([]);
  });

  it('counts in no figure', async () => {
    expect(await nicknameFigures(s.office)).toEqual({ members: 1, confirmed: 1, waiting: 0, seen: 0 });
    expect(await figuresByGroup(s.office)).toMatchObject([
      { groupName: '和平社区工作群', members: 1, toSet: 0 },
    ]);
    expect(await at(() => requestFigures(s.office))).toMatchObject({ members: 1, confirmedNicknames: 1 });
  });

  it('has no state on any page', async () => {
    const { portal } = s.groups;
    const own = await myMemberships(s.member);
    expect(own.find(({ groupId }) => groupId === portal.id)).toMatchObject({
      nickname: '和平刘洋',
      nicknameState: null,
      may: { confirmNickname: false },
    });
    const state = parseList(memberList, {});
    expect((await listMembers(s.office, portal.id, state)).rows).toMatchObject([
      { nicknameState: null, may: { confirmNickname: false } },
    ]);
    const toSet = parseList(memberList, { nickname: 'to_set' });
    expect((await listMembers(s.office, portal.id, toSet)).total).toBe(0);
    const self = { id: s.member.personId ?? '', name: '刘洋' };
    const member = actorOf(self, s.units.heping, { role: 'member', groupIds: [portal.id] });
    const detail = await groupDetail(member, portal.id);
    expect(detail?.mine ?? null).toMatchObject({ nicknameState: null, mayConfirm: false });
    const person = await personDetail(s.office, s.member.personId ?? '');
    expect(person?.groups.map(({ nicknameState }) => nicknameState).sort()).toEqual(['confirmed', null]);
  });

  it('is confirmed by nobody', async () => {
    expect(refusalOf(await confirmNickname(s.member, { membershipId }))).toMatchObject({
      code: 'rule',
      message: '本平台的群直接显示登记的昵称，不必确认',
    });
    for (const act of [confirmNicknames, chaseNicknames])
      expect(refusalOf(await act(s.office, { membershipIds: [membershipId] })).code).toBe('not_found');
  });

  it('is to be set once the group moves to a chat', async () => {
    await db()
      .update(memberships)
      .set({ nicknameState: 'confirmed', nicknameConfirmedAt: now(), nicknameSeen: '旧群里的名字' })
      .where(eq(memberships.id, membershipId));
    const [group] = await db().select().from(groups).where(eq(groups.id, s.groups.portal.id));
    const { id = '', name = '', ownerUnitId = '', purpose = '' } = group ?? {};
    const seen = { name, platform: 'portal', ownerUnitId, purpose };
    done(await at(() => editGroup(s.office, { id, name, platform: 'wecom', ownerUnitId, purpose, seen })));
    expect((await at(() => waiting(s.member))).map(({ key, count }) => ({ key, count }))).toEqual([
      { key: 'nickname', count: 1 },
    ]);
    expect((await trailOf('group', id)).at(-1)?.after).toEqual({ platform: 'wecom', nicknamesAsked: 1 });
    const [asked] = await db().select().from(memberships).where(eq(memberships.id, membershipId));
    expect(asked).toMatchObject({ nicknameState: 'to_set', nicknameSeen: null });
    const all = parseList(nicknameList, { state: 'to_set' });
    expect((await at(() => listNicknames(s.office, all))).rows).toMatchObject([
      { askedAt: later, overdue: false },
    ]);
  });
});

import { pinyin } from 'pinyin-pro';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { type AssignedRole, leaderUnits, people, roleAssignments } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { street, type UnitKind, units } from '@/db/schema/units';
import type { Actor, Grant } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';

interface TestUnit {
  id: string;
  name: string;
  shortName: string;
}

async function unit(name: string, shortName: string, kind: UnitKind): Promise<TestUnit> {
  const id = newId();
  await db().insert(units).values({ id, name, shortName, kind, createdAt: now() });
  return { id, name, shortName };
}

/** A person of the test street, without an account; the phone is left out. */
export async function makePerson(name: string, home: TestUnit): Promise<{ id: string; name: string }> {
  const id = newId();
  const spelled = pinyin(name, { toneType: 'none', type: 'array' });
  await db()
    .insert(people)
    .values({
      id,
      name,
      pinyin: spelled.join(''),
      initials: spelled.map((syllable) => syllable[0]).join(''),
      unitId: home.id,
      createdAt: now(),
    });
  return { id, name };
}

/** A group of the test street, without members. */
export async function makeGroup(
  name: string,
  platform: Platform,
  owner: TestUnit,
): Promise<{ id: string; name: string }> {
  const id = newId();
  await db()
    .insert(groups)
    .values({ id, name, pinyin: name, initials: name, platform, ownerUnitId: owner.id, createdAt: now() });
  return { id, name };
}

const bare = { unitIds: [], groupIds: [], primary: false, onBehalfOf: null } as const;

/** An actor as the session look-up would make it: the `member` grant first, then the given ones. */
export function actorOf(
  person: { id: string; name: string },
  home: TestUnit,
  ...grants: Partial<Grant>[]
): Actor {
  return {
    personId: person.id,
    name: person.name,
    unitId: home.id,
    unitName: home.name,
    accountId: null,
    sessionId: null,
    mustFirst: null,
    awaiting: null,
    grants: [
      { ...bare, role: 'member' },
      ...grants.map((grant) => ({ ...bare, role: 'member' as const, ...grant })),
    ],
    address: '127.0.0.1',
    requestRef: 'TEST',
  };
}

async function assign(
  personId: string,
  role: AssignedRole,
  more: { unitId?: string; groupId?: string; primaryLeader?: boolean } = {},
) {
  await db()
    .insert(roleAssignments)
    .values({ id: newId(), personId, role, startsAt: now(), ...more });
}

async function holder(
  name: string,
  home: TestUnit,
  role: AssignedRole,
  scope: { unitId?: string; groupId?: string } = {},
) {
  const person = await makePerson(name, home);
  await assign(person.id, role, scope);
  return actorOf(person, home, {
    role,
    unitIds: scope.unitId ? [scope.unitId] : [],
    groupIds: scope.groupId ? [scope.groupId] : [],
  });
}

async function admit(personId: string, unitId: string, groupId: string, nickname: string) {
  await db().insert(memberships).values({
    id: newId(),
    groupId,
    personId,
    unitId,
    nickname,
    nicknameState: 'confirmed',
    nicknameConfirmedAt: now(),
    origin: 'baseline',
    since: now(),
  });
}

/**
 * A small street with one actor of every kind, for tests: rows written directly, names unique per call is not needed
 * because each test file empties what it uses (`emptyStreet`).
 */
export async function makeStreet() {
  await db().insert(street).values({ name: '测试街道', createdAt: now() }).onConflictDoNothing();
  const office = await unit('党政办公室', '党政办', 'office');
  const leadership = await unit('街道领导', '街道', 'leadership');
  const heping = await unit('和平社区', '和平', 'community');
  const xinhua = await unit('新华社区', '新华', 'community');
  const jigongwei = await unit('纪检监察工委', '纪工委', 'department');
  const hepingGroup = await makeGroup('和平社区工作群', 'wechat', heping);
  const portalGroup = await makeGroup('街道工作总群', 'portal', office);

  const leaderPerson = await makePerson('陈建国', leadership);
  await assign(leaderPerson.id, 'leader', { primaryLeader: true });
  await db()
    .insert(leaderUnits)
    .values({ id: newId(), leaderId: leaderPerson.id, unitId: heping.id, startsAt: now() });
  const memberPerson = await makePerson('刘洋', heping);
  await admit(memberPerson.id, heping.id, hepingGroup.id, '和平刘洋');

  return {
    units: { office, leadership, heping, xinhua, jigongwei },
    groups: { heping: hepingGroup, portal: portalGroup },
    office: await holder('周敏', office, 'office_admin'),
    office2: await holder('吴桐', office, 'office_admin'),
    headHeping: await holder('李娟', heping, 'unit_head', { unitId: heping.id }),
    headXinhua: await holder('孙强', xinhua, 'unit_head', { unitId: xinhua.id }),
    groupAdmin: await holder('张三', heping, 'group_admin', { groupId: hepingGroup.id }),
    member: actorOf(memberPerson, heping, { role: 'member', groupIds: [hepingGroup.id] }),
    leader: actorOf(leaderPerson, leadership, { role: 'leader', unitIds: [heping.id], primary: true }),
    supervisor: await holder('赵刚', jigongwei, 'supervisor'),
    representative: await holder('钱进', xinhua, 'representative'),
    sysadmin: await holder('郑伟', office, 'system_admin'),
    auditor: await holder('冯雪', jigongwei, 'auditor'),
  };
}

export type TestStreet = Awaited<ReturnType<typeof makeStreet>>;

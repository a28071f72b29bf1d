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

function unitRow(name: string, shortName: string, kind: UnitKind) {
  return { id: newId(), name, shortName, kind, createdAt: now() };
}

function personRow(name: string, home: TestUnit) {
  const spelled = pinyin(name, { toneType: 'none', type: 'array' });
  return {
    id: newId(),
    name,
    pinyin: spelled.join(''),
    initials: spelled.map((syllable) => syllable[0]).join(''),
    unitId: home.id,
    createdAt: now(),
  };
}

function groupRow(name: string, platform: Platform, owner: TestUnit) {
  return {
    id: newId(),
    name,
    pinyin: name,
    initials: name,
    platform,
    ownerUnitId: owner.id,
    createdAt: now(),
  };
}

/** A person of the test street, without an account; the phone is left out. */
export async function makePerson(name: string, home: TestUnit): Promise<{ id: string; name: string }> {
  const row = personRow(name, home);
  await db().insert(people).values(row);
  return { id: row.id, name };
}

/** A group of the test street, without members. */
export async function makeGroup(
  name: string,
  platform: Platform,
  owner: TestUnit,
): Promise<{ id: string; name: string }> {
  const row = groupRow(name, platform, owner);
  await db().insert(groups).values(row);
  return { id: row.id, name };
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

interface Scope {
  unitId?: string;
  groupId?: string;
}

/** People with their roles, as rows that are not written yet. */
function planCast() {
  const rows = {
    people: [] as (typeof people.$inferInsert)[],
    assignments: [] as (typeof roleAssignments.$inferInsert)[],
  };
  const person = (name: string, home: TestUnit) => {
    const row = personRow(name, home);
    rows.people.push(row);
    return { id: row.id, name };
  };
  const assign = (personId: string, role: AssignedRole, more: Scope & { primaryLeader?: boolean } = {}) =>
    rows.assignments.push({ id: newId(), personId, role, startsAt: now(), ...more });
  const holder = (name: string, home: TestUnit, role: AssignedRole, scope: Scope = {}): Actor => {
    const who = person(name, home);
    assign(who.id, role, scope);
    return actorOf(who, home, {
      role,
      unitIds: scope.unitId ? [scope.unitId] : [],
      groupIds: scope.groupId ? [scope.groupId] : [],
    });
  };
  return { rows, person, assign, holder };
}

/**
 * A small street with one actor of every kind, for tests: rows written directly, each table's by one statement. Each test file
 * empties what it uses (`emptyStreet`).
 */
export async function makeStreet() {
  const office = unitRow('党政办公室', '党政办', 'office');
  const leadership = unitRow('街道领导', '街道', 'leadership');
  const heping = unitRow('和平社区', '和平', 'community');
  const xinhua = unitRow('新华社区', '新华', 'community');
  const jigongwei = unitRow('纪检监察工委', '纪工委', 'department');
  const hepingGroup = groupRow('和平社区工作群', 'wechat', heping);
  const portalGroup = groupRow('街道工作总群', 'portal', office);

  const cast = planCast();
  const leaderPerson = cast.person('陈建国', leadership);
  cast.assign(leaderPerson.id, 'leader', { primaryLeader: true });
  const memberPerson = cast.person('刘洋', heping);
  const actors = {
    office: cast.holder('周敏', office, 'office_admin'),
    office2: cast.holder('吴桐', office, 'office_admin'),
    headHeping: cast.holder('李娟', heping, 'unit_head', { unitId: heping.id }),
    headXinhua: cast.holder('孙强', xinhua, 'unit_head', { unitId: xinhua.id }),
    groupAdmin: cast.holder('张三', heping, 'group_admin', { groupId: hepingGroup.id }),
    member: actorOf(memberPerson, heping, { role: 'member', groupIds: [hepingGroup.id] }),
    leader: actorOf(leaderPerson, leadership, { role: 'leader', unitIds: [heping.id], primary: true }),
    supervisor: cast.holder('赵刚', jigongwei, 'supervisor'),
    representative: cast.holder('钱进', xinhua, 'representative'),
    sysadmin: cast.holder('郑伟', office, 'system_admin'),
    auditor: cast.holder('冯雪', jigongwei, 'auditor'),
  };

  await db().insert(street).values({ name: '测试街道', createdAt: now() }).onConflictDoNothing();
  await db().insert(units).values([office, leadership, heping, xinhua, jigongwei]);
  await db().insert(groups).values([hepingGroup, portalGroup]);
  await db().insert(people).values(cast.rows.people);
  await db().insert(roleAssignments).values(cast.rows.assignments);
  await db()
    .insert(leaderUnits)
    .values({ id: newId(), leaderId: leaderPerson.id, unitId: heping.id, startsAt: now() });
  await db().insert(memberships).values({
    id: newId(),
    groupId: hepingGroup.id,
    personId: memberPerson.id,
    unitId: heping.id,
    nickname: '和平刘洋',
    nicknameState: 'confirmed',
    nicknameConfirmedAt: now(),
    origin: 'baseline',
    since: now(),
  });
  return {
    units: { office, leadership, heping, xinhua, jigongwei },
    groups: { heping: hepingGroup, portal: portalGroup },
    ...actors,
  };
}

export type TestStreet = Awaited<ReturnType<typeof makeStreet>>;

import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groupRecords } from '@/db/schema/activity';
import { settings } from '@/db/schema/house';
import { accounts, roleAssignments, sessions } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { trailEnd } from '@/db/testing/invariants';
import { makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { publicDay } from '@/lib/calendar/published';
import { withClock } from '@/lib/core/clock';
import { randomToken, sha256 } from '@/lib/core/crypto';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { actorOfSession } from '@/lib/identity/queries/actor';
import { forgetSettings, settingsNow } from '@/lib/settings/queries';
import type { Facts, Membership, Settings } from './facts';

/** 2026-11-16, a Monday, at nine in the morning. */
const monday = Date.parse('2026-11-16T09:00:00+08:00');

/** An account without a password: sessions are opened for it directly. */
export async function giveAccount(personId: string): Promise<void> {
  const id = newId();
  await db()
    .insert(accounts)
    .values({ id, personId, username: `user-${id}`, createdAt: new Date(monday) });
}

/** The person as his session tells at that moment, by the product's own look-up; null when he cannot act any more. */
export async function actorAt(personId: string, at: Date): Promise<Actor | null> {
  const [account] = await db()
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.personId, personId), isNull(accounts.disabledAt)));
  if (!account) return null;
  const secret = randomToken();
  await db()
    .insert(sessions)
    .values({
      id: newId(),
      secretHash: sha256(secret),
      accountId: account.id,
      startedAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + 3_600_000),
    });
  return actorOfSession(secret, null);
}

/** Who is on file by now and was not before, in the order in which they came. */
export async function newcomers(known: ReadonlyMap<string, unknown>): Promise<string[]> {
  const rows = await db().execute<{ id: string }>(sql`select id from people
    where id not in (select person_id from role_assignments where role = 'leader') order by id`);
  return rows.map(({ id }) => id).filter((id) => !known.has(id));
}

/** As his signing in at the door leaves it. */
export async function signIn(personId: string, at: Date): Promise<Result<null>> {
  await db().update(accounts).set({ lastSignInAt: at }).where(eq(accounts.personId, personId));
  return { ok: true, value: null };
}

const day = 86_400_000;
/** Short times, so that something comes due while the model plays. */
const quick = {
  'inactive.days': 30,
  'inactive.kept_days': 10,
  'inactive.answer_days': 3,
  'inactive.remind_days': 1,
};
/** When whoever is in a group before the model begins has come; and since when two chats are known. */
const longAgo = monday - 100 * day;

/** Members since long ago, as a baseline leaves them. */
async function enrol(personId: string, unitId: string, groupIds: readonly string[]): Promise<void> {
  const since = new Date(longAgo);
  const standing = { nickname: '成员', nicknameState: 'to_set', origin: 'baseline', since } as const;
  await db()
    .insert(memberships)
    .values(groupIds.map((groupId) => ({ id: newId(), personId, unitId, groupId, ...standing })));
}

/** An emptied database with a small street on it, and the same as facts for the model. */
export async function setStage(): Promise<{ facts: Facts; from: number }> {
  await emptyStreet();
  const facts = await withClock(new Date(monday), async () => {
    const street = await makeStreet();
    const extra = [
      await makeGroup('新华社区工作群', 'dingtalk', street.units.xinhua),
      await makeGroup('防汛应急群', 'feishu', street.units.office),
      await makeGroup('平安建设群', 'wecom', street.units.office),
      await makeGroup('值班群', 'wechat', street.units.xinhua),
    ];
    const { heping, xinhua } = street.units;
    const known = [street.groups.heping, extra[1], extra[3]].flatMap((group) => group?.id ?? []);
    await db()
      .insert(groupRecords)
      .values(known.map((groupId) => ({ groupId, coveredFrom: new Date(longAgo) })));
    for (const [i, home] of [heping, xinhua, heping, xinhua].entries()) {
      const { id } = await makePerson('王五', home);
      await enrol(id, home.id, known.slice(i % 2));
    }
    await enrol(street.headXinhua.personId ?? '', xinhua.id, known);
    await db()
      .insert(settings)
      .values(
        Object.entries(quick).map(([key, value]) => ({
          key,
          value,
          version: 1,
          changedAt: new Date(monday),
        })),
      );
    forgetSettings();
    const third = await makePerson('何静', street.units.office);
    await db()
      .insert(roleAssignments)
      .values({ id: newId(), personId: third.id, role: 'office_admin', startsAt: new Date(monday) });
    return factsOf(street, [street.groups.heping.id, street.groups.portal.id, ...extra.map(({ id }) => id)]);
  });
  for (const [id, person] of facts.people) if (person.account) await giveAccount(id);
  return { facts, from: await trailEnd(db()) };
}

async function factsOf(street: TestStreet, groups: string[]): Promise<Facts> {
  const people = await db().execute<{ id: string; name: string; unit: string }>(
    // Leaders stay outside: what they may do in this part is to read.
    sql`select id, name, unit_id as unit from people where id <> ${street.leader.personId} order by id`,
  );
  const roles = await db().execute<{ person: string; role: string; scope: string }>(
    sql`select person_id as person, role, coalesce(unit_id, group_id)::text as scope from role_assignments
      where role <> 'leader' order by id`,
  );
  const standing = await standingOf();
  const records = await db().select().from(groupRecords);
  const known = new Map(records.map(({ groupId, coveredFrom }) => [groupId, coveredFrom.getTime()]));
  const without = people.filter(({ id }) => !roles.some(({ person }) => person === id)).map(({ id }) => id);
  const member = street.member.personId ?? '';
  return {
    at: monday,
    people: new Map(
      people.map(({ id, name, unit }) => [
        id,
        { name, unit, account: id === member || !without.includes(id), departed: false, signedIn: null },
      ]),
    ),
    groups: new Map(
      groups.map((id) => {
        const portal = id === street.groups.portal.id;
        return [id, { portal, archived: false, knownFrom: portal ? monday : (known.get(id) ?? null) }];
      }),
    ),
    roles: roles.map(({ person, role, scope }) => ({ person, role, scope: scope ?? '', ended: false })),
    delegations: [],
    requests: [],
    orders: [],
    memberships: standing,
    membershipsMade: standing.length,
    transfers: [],
    checks: [],
    lines: [],
    baselines: [],
    units: new Map((await db().select().from(units)).map(({ id, shortName }) => [id, shortName])),
    sweeps: [],
    sweepItems: [],
    noted: new Map(),
    reminded: new Set(),
    settings: await settingsOf(),
    isWorking: (name) => publicDay(name).working,
    forms: new Map(),
    trail: new Map(),
    told: new Map(),
  };
}

async function standingOf(): Promise<Membership[]> {
  const rows = await db().select().from(memberships).orderBy(asc(memberships.id));
  return rows.map(({ personId, groupId, unitId, nicknameState, since }, no) => ({
    no,
    person: personId,
    group: groupId,
    unit: unitId,
    request: null,
    confirmed: nicknameState === 'confirmed',
    since: since.getTime(),
  }));
}

async function settingsOf(): Promise<Settings> {
  const set = await settingsNow();
  return {
    opens: set['office.opens'],
    closes: set['office.closes'],
    inactiveDays: set['inactive.days'],
    monthDay: set['inactive.month_day'],
    answerDays: set['inactive.answer_days'],
    remindDays: set['inactive.remind_days'],
    keptDays: set['inactive.kept_days'],
    decisionDays: set['membership.decision_days'],
  };
}

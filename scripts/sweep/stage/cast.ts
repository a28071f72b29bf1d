import { and, eq, isNull } from 'drizzle-orm';
import { encode } from 'next-auth/jwt';
import { db } from '@/db/client';
import { pendingSignIns, recoveryCodes, secondFactors } from '@/db/schema/factors';
import { accounts, delegations, people, roleAssignments, sessions } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { testPassword } from '@/db/testing/account';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { randomToken, sessionTokenSecret, sha256 } from '@/lib/core/crypto';
import { newId } from '@/lib/core/id';
import { hashPassword } from '@/lib/core/password';
import { credentialSum } from '@/lib/identity/signin/commands/session';
import { type Caller, callerKind } from '../matrix/callers';

const hour = 3_600_000;
const day = 24 * hour;
const ago = (ms: number) => new Date(now().getTime() - ms);
const ahead = (ms: number) => new Date(now().getTime() + ms);

/** One hash for everybody's password: making one takes its time. */
let passwordHash: Promise<string> | undefined;

/** Gives a person an account with `testPassword`; returns its id. */
export async function openAccount(personId: string, change: Partial<typeof accounts.$inferInsert> = {}) {
  passwordHash ??= hashPassword(testPassword);
  const id = newId();
  await db()
    .insert(accounts)
    .values({
      id,
      personId,
      username: `u${id.slice(-12)}`,
      passwordHash: await passwordHash,
      createdAt: now(),
      ...change,
    });
  return id;
}

export interface Session {
  id: string;
  /** The Cookie header. */
  cookie: string;
  /** Never to be seen in an answer. */
  secret: string;
}

/** A session of an account, with its cookie as the product would have set it. */
export async function openSession(
  accountId: string,
  change: Partial<typeof sessions.$inferInsert> = {},
): Promise<Session> {
  const secret = randomToken();
  const id = newId();
  await db()
    .insert(sessions)
    .values({
      id,
      secretHash: sha256(secret),
      accountId,
      startedAt: now(),
      lastSeenAt: now(),
      expiresAt: ahead(12 * hour),
      ...change,
    });
  return { id, secret, cookie: await cookieOf(secret) };
}

async function cookieOf(secret: string, key = sessionTokenSecret()): Promise<string> {
  const token = await encode({ token: { session: secret }, secret: key, maxAge: day / 1000 });
  return `__Host-qunxu-session=${token}`;
}

export interface Member {
  actor: Actor;
  accountId: string;
}

export interface World {
  s: TestStreet;
  cast: Record<Caller, Member | null>;
}

/** Somebody of 和平社区 who has every role there is: only his session keeps him out. */
async function mighty(s: TestStreet, name: string): Promise<Member> {
  const person = await makePerson(name, s.units.heping);
  const at = { personId: person.id, startsAt: ago(day) };
  await db()
    .insert(roleAssignments)
    .values([
      ...(['office_admin', 'leader', 'supervisor', 'representative', 'system_admin', 'auditor'] as const).map(
        (role) => ({ id: newId(), role, ...at }),
      ),
      { id: newId(), role: 'unit_head', unitId: s.units.heping.id, ...at },
      { id: newId(), role: 'group_admin', groupId: s.groups.heping.id, ...at },
    ]);
  return { actor: actorOf(person, s.units.heping), accountId: await openAccount(person.id) };
}

async function deputy(
  s: TestStreet,
  name: string,
  role: 'unit_head' | 'leader',
  from: Actor,
): Promise<Member> {
  const person = await makePerson(name, s.units.heping);
  const fromPersonId = from.personId ?? '';
  await db()
    .insert(delegations)
    .values({
      id: newId(),
      fromPersonId,
      toPersonId: person.id,
      role,
      startsAt: ago(day),
      endsAt: ahead(20 * day),
      reason: '外出学习',
      enteredBy: fromPersonId,
      createdAt: ago(day),
    });
  return { actor: actorOf(person, s.units.heping), accountId: await openAccount(person.id) };
}

/** The street with somebody for every column of the tables. */
export async function assemble(): Promise<World> {
  const s = await makeStreet();
  const withAccount = async (actor: Actor): Promise<Member> => ({
    actor,
    accountId: await openAccount(actor.personId ?? ''),
  });
  const [disabled, departed] = [await mighty(s, '沈停用'), await mighty(s, '蒋离任')];
  await db().update(accounts).set({ disabledAt: now() }).where(eq(accounts.id, disabled.accountId));
  await db()
    .update(people)
    .set({ departedAt: now() })
    .where(eq(people.id, departed.actor.personId ?? ''));
  const cast: World['cast'] = {
    st: null,
    fo: await mighty(s, '杨伪造'),
    id: await mighty(s, '朱久坐'),
    ex: await mighty(s, '秦过期'),
    en: await mighty(s, '尤退出'),
    di: disabled,
    de: departed,
    aw: await mighty(s, '冯半步'),
    co: await mighty(s, '韩临时'),
    mu: await mighty(s, '卫待设'),
    me: await withAccount(s.member),
    he: await withAccount(s.headHeping),
    oh: await withAccount(s.headXinhua),
    o1: await withAccount(s.office),
    o2: await withAccount(s.office2),
    ga: await withAccount(s.groupAdmin),
    le: await withAccount(s.leader),
    su: await withAccount(s.supervisor),
    re: await withAccount(s.representative),
    sy: await withAccount(s.sysadmin),
    au: await withAccount(s.auditor),
    dh: await deputy(s, '许代办', 'unit_head', s.headHeping),
    dl: await deputy(s, '何代行', 'leader', s.leader),
  };
  return { s, cast };
}

/** The account as its column says, whatever an earlier call has done to it. A code that was used leaves no password. */
async function restoreAccount(id: string, session: string | undefined): Promise<string> {
  const hash = (await passwordHash) ?? '';
  await db().delete(recoveryCodes).where(eq(recoveryCodes.accountId, id));
  await db().delete(secondFactors).where(eq(secondFactors.accountId, id));
  await db()
    .update(accounts)
    .set({
      passwordHash: session === 'code' ? null : hash,
      mustChangePassword: session === 'code',
      mustEnrol: session === 'unenrolled',
    })
    .where(eq(accounts.id, id));
  return hash;
}

/** A password was right, and the code is still to come. */
async function openFirstStep(accountId: string, hash: string): Promise<Session> {
  const [id, secret] = [newId(), randomToken()];
  await db()
    .insert(pendingSignIns)
    .values({
      id,
      secretHash: sha256(secret),
      accountId,
      credentialSum: credentialSum({ passwordHash: hash, codeHash: null }),
      knownAddress: false,
      startedAt: now(),
      expiresAt: ahead(hour / 6),
    });
  return { id, secret, cookie: await cookieOf(secret) };
}

/** What the caller holds in his hands: a session in the state his column says. */
export async function arrive(world: World, caller: Caller): Promise<Session | null> {
  const member = world.cast[caller];
  if (!member) return null;
  const { accountId } = member;
  const { session } = callerKind(caller);
  const hash = await restoreAccount(accountId, session);
  switch (session) {
    case 'awaiting':
      return openFirstStep(accountId, hash);
    case 'forged': {
      const real = await openSession(accountId);
      return { ...real, cookie: await cookieOf(real.secret, 'a key that is not the product’s own, 32 long') };
    }
    case 'idle':
      return openSession(accountId, { startedAt: ago(2 * hour), lastSeenAt: ago(hour) });
    case 'expired':
      return openSession(accountId, { startedAt: ago(13 * hour), expiresAt: ago(hour) });
    case 'ended':
      return openSession(accountId, { endedAt: now(), endedReason: '退出登录' });
    default:
      return openSession(accountId);
  }
}

/** Ends the memberships that were made for the departed of the cast, so that he had something of his own to aim at. */
export async function takeOutDeparted(world: World): Promise<void> {
  await db()
    .update(memberships)
    .set({ until: now(), endReason: '离任' })
    .where(and(eq(memberships.personId, world.cast.de?.actor.personId ?? ''), isNull(memberships.until)));
}

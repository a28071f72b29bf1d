import { and, eq, isNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import {
  accounts,
  delegations,
  people,
  roleAssignments,
  secondaryPostings,
  sessions,
} from '@/db/schema/identity';
import { membershipRequests, memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, joinOf, ordersOf, requestRow } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { peopleList } from '@/lib/identity/people/list';
import { departurePreview } from '@/lib/identity/people/queries/departure';
import { listPeople } from '@/lib/identity/people/queries/list';
import { personDetail } from '@/lib/identity/people/queries/person';
import { completeOrders } from '../handling/commands/complete';
import { decideRequest } from '../requests/commands/decide';
import { submitJoin } from '../requests/commands/submit';
import { departPerson } from './commands';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const day = 86_400_000;

async function signedIn(personId: string): Promise<string> {
  const accountId = newId();
  const at = now();
  await db()
    .insert(accounts)
    .values({
      id: accountId,
      personId,
      username: `u${accountId.slice(-12)}`,
      passwordHash: 'x',
      createdAt: at,
    });
  await db()
    .insert(sessions)
    .values({
      id: newId(),
      accountId,
      secretHash: newId(),
      startedAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + day),
    });
  return accountId;
}

/** 李娟 with everything that can hang on a person. */
async function entangled(): Promise<string> {
  const id = s.headHeping.personId ?? '';
  await signedIn(id);
  const at = now();
  await db()
    .insert(delegations)
    .values({
      id: newId(),
      fromPersonId: id,
      toPersonId: s.member.personId ?? '',
      role: 'unit_head',
      startsAt: at,
      endsAt: new Date(at.getTime() + day),
      reason: '出差',
      enteredBy: id,
      createdAt: at,
    });
  await db()
    .insert(secondaryPostings)
    .values({ id: newId(), personId: id, unitId: s.units.xinhua.id, startsOn: '2020-01-01' });
  await db().insert(memberships).values({
    id: newId(),
    groupId: s.groups.heping.id,
    personId: id,
    unitId: s.units.heping.id,
    nickname: '和平李娟',
    nicknameState: 'to_set',
    origin: 'baseline',
    since: at,
  });
  return id;
}

describe('departPerson', () => {
  it.each([
    'headHeping',
    'groupAdmin',
    'member',
    'leader',
    'supervisor',
    'representative',
    'sysadmin',
    'auditor',
  ] as const)('is not for %s', async (who) => {
    const answer = await departPerson(s[who], { id: s.headXinhua.personId ?? '', reason: '调离' });
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });

  it('is not for oneself', async () => {
    const answer = await departPerson(s.office, { id: s.office.personId ?? '', reason: '调离' });
    expect(answer).toMatchObject({
      refusal: { message: '不能为自己办理离任，请由另一名街道办公室管理员办理' },
    });
  });

  it('has what he leaves behind looked for at once', async () => {
    const waiting = () =>
      db().execute(
        sql`select state::text from pgboss.job where name = 'notices.find_left' and state = 'created'`,
      );
    await db().execute(sql`delete from pgboss.job where name = 'notices.find_left'`);
    await departPerson(s.office, { id: s.office.personId ?? '', reason: '调离' });
    expect(await waiting()).toHaveLength(0);
    done(await departPerson(s.office, { id: s.member.personId ?? '', reason: '退休' }));
    done(await departPerson(s.office, { id: s.groupAdmin.personId ?? '', reason: '退休' }));
    expect(await waiting()).toHaveLength(1);
  });

  it('shows beforehand what ends', async () => {
    const id = await entangled();
    const wrote = { author: { ...s.member, personId: id }, unit: s.units.heping, groups: [s.groups.heping] };
    for (const status of ['draft', 'returned', 'published'] as const)
      await insertNotice({ ...wrote, status, title: '巡查安排', createdAt: now() });
    const person = await personDetail(s.office, id);
    const preview = person && (await departurePreview(s.office, person));
    expect(preview).toEqual({
      ends: [
        '角色：部门/社区负责人（和平社区）',
        '兼职：新华社区',
        '委托：部门/社区负责人职责委托给刘洋',
        '账号：停止登录',
        '登录会话：1 个',
        '信息：起草未办结的 1 件，由单位负责人或街道办公室接手',
      ],
      groupsToLeave: ['和平社区工作群'],
    });
    expect(person && (await departurePreview(s.sysadmin, person))).toBeNull();
  });

  it('ends roles, delegations, postings, sessions and the account in one act', async () => {
    const id = await entangled();
    const answer = await departPerson(s.office, { id, reason: '调任区民政局' });
    expect(answer).toEqual({ ok: true, value: { name: '李娟', groupsLeft: ['和平社区工作群'] } });
    expect(
      await db().$count(
        roleAssignments,
        and(eq(roleAssignments.personId, id), isNull(roleAssignments.endsAt)),
      ),
    ).toBe(0);
    expect(await db().$count(delegations, isNull(delegations.endedAt))).toBe(0);
    expect(await db().$count(secondaryPostings, isNull(secondaryPostings.endsOn))).toBe(0);
    expect(await db().$count(sessions, isNull(sessions.endedAt))).toBe(0);
    expect(await db().$count(accounts, isNull(accounts.disabledAt))).toBe(0);
    expect(await db().$count(people, and(eq(people.id, id), isNull(people.departedAt)))).toBe(0);
    const trail = await db()
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.entityId, id))
      .orderBy(auditEvents.id);
    expect(trail.map((entry) => entry.action)).toEqual(['role.end', 'person.depart']);
    expect(trail.at(-1)).toMatchObject({
      reason: '调任区民政局',
      after: {
        ended: { roles: 1, delegations: 1, postings: 1, sessions: 1, requests: 0 },
        groupsLeft: ['和平社区工作群'],
      },
    });
    const [delegation] = await db().select().from(delegations);
    const [ended] = await db()
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.entityId, delegation?.id ?? ''));
    expect(ended).toMatchObject({
      action: 'delegation.end',
      entityLabel: '李娟 → 刘洋',
      clause: '1.2',
      reason: '离任：调任区民政局',
    });
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, s.member.personId ?? ''));
    expect(told.map((message) => message.title)).toEqual(['李娟已离任，部门/社区负责人职责的委托随之结束']);
  });

  it('happens once of two at the same time', async () => {
    const id = await entangled();
    const answers = await Promise.all([
      departPerson(s.office, { id, reason: '调离' }),
      departPerson(s.office2, { id, reason: '调离' }),
    ]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort()).toEqual([
      'not_found',
      'ok',
    ]);
  });

  it('keeps the only system administrator who can sign in', async () => {
    const id = s.sysadmin.personId ?? '';
    await signedIn(id);
    const answer = await departPerson(s.office, { id, reason: '退休' });
    expect(answer).toMatchObject({
      refusal: { code: 'rule', message: expect.stringContaining('唯一能登录的系统管理员') },
    });
    expect(await db().$count(sessions, isNull(sessions.endedAt))).toBe(1);
  });

  it('takes the person out of the list, into that of the departed', async () => {
    const id = await entangled();
    await departPerson(s.office, { id, reason: '退休' });
    const shown = async (state: string) =>
      (await listPeople(s.office, parseList(peopleList, { state, q: '李娟' }))).rows.map((row) => row.id);
    expect(await shown('present')).toEqual([]);
    expect(await shown('departed')).toEqual([id]);
    expect((await personDetail(s.office, id))?.may).toMatchObject({
      edit: false,
      depart: false,
      assignRoles: false,
    });
  });

  it('ends memberships and what is under way, and orders the removals', async () => {
    const id = await entangled();
    const [before] = await db().select().from(memberships).where(eq(memberships.personId, id));
    const join = done(await submitJoin(s.office, joinOf(s, id, { groupId: s.groups.portal.id })));
    const late = await makeGroup('防汛群', 'wecom', s.units.heping);
    const second = done(await submitJoin(s.office, joinOf(s, id, { groupId: late.id })));
    const { version } = await requestRow(second.id);
    done(await decideRequest(s.office2, { id: second.id, version, decision: 'approve' }));

    done(await departPerson(s.office, { id, reason: '退休' }));
    expect((await requestRow(join.id)).status).toBe('withdrawn');
    expect((await requestRow(second.id)).status).toBe('withdrawn');
    expect(await ordersOf(second.id)).toMatchObject([{ kind: 'add', status: 'cancelled' }]);
    const [after] = await db()
      .select()
      .from(memberships)
      .where(eq(memberships.id, before?.id ?? ''));
    expect(after).toMatchObject({ endReason: '离任：退休', until: expect.any(Date) });
    const [leave] = await db()
      .select()
      .from(membershipRequests)
      .where(and(eq(membershipRequests.personId, id), eq(membershipRequests.kind, 'leave')));
    expect(leave).toMatchObject({ status: 'submitted', groupId: s.groups.heping.id, reason: '离任：退休' });
    const [removal] = await ordersOf(leave?.id ?? '');
    expect(removal).toMatchObject({ kind: 'remove', status: 'open' });
    const receipt = { orders: [{ id: removal?.id ?? '', version: 1 }], handledAt: undefined };
    done(await completeOrders(s.groupAdmin, receipt));
    expect((await requestRow(leave?.id ?? '')).status).toBe('done');
    const [kept] = await db()
      .select()
      .from(memberships)
      .where(eq(memberships.id, before?.id ?? ''));
    expect(kept?.endReason).toBe('离任：退休');
  });
});

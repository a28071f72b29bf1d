import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { accounts, leaderUnits, people, roleAssignments } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { granted, verdict } from '@/lib/access/may';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import { assignGroupAdmin, endGroupAdmin } from './assign';
import { assignRole, endRole } from './commands/assignments';
import { endCharge, setPrimaryLeader, takeCharge } from './commands/charge';
import { assignRoleInput } from './input';

let s: TestStreet;
let someone: { id: string; name: string };
const today = officeMoment('2026-11-23', 9 * 60);
const atNine = <T>(work: () => Promise<T>): Promise<T> => withClock(today, work);

beforeEach(async () => {
  await emptyStreet();
  s = await withClock(officeMoment('2026-11-01', 9 * 60), makeStreet);
  someone = await makePerson('何静', s.units.xinhua);
});

const form = (more: Record<string, unknown> = {}) =>
  assignRoleInput.parse({
    submissionId: newId(),
    personId: someone.id,
    role: 'office_admin',
    unitId: '',
    startsOn: '2026-11-23',
    lastDay: '',
    reason: '党工委会议决定',
    ...more,
  });

const assign = (more: Record<string, unknown> = {}, actor: Actor = s.sysadmin) =>
  atNine(() => assignRole(actor, form(more)));

const held = (personId: string) =>
  db()
    .select()
    .from(roleAssignments)
    .where(eq(roleAssignments.personId, personId))
    .orderBy(roleAssignments.startsAt);

const trail = (action: string) =>
  db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.outcome, 'done')))
    .orderBy(auditEvents.id);

const idOf = (actor: Actor): string => actor.personId ?? '';
const codes = (answers: { ok: boolean; refusal?: { code: string } }[]) =>
  answers.map((answer) => (answer.ok ? 'ok' : answer.refusal?.code)).sort();

describe('assignRole', () => {
  it.each([
    'office',
    'headHeping',
    'groupAdmin',
    'member',
    'leader',
    'supervisor',
    'representative',
    'auditor',
  ] as const)('is not for %s', async (who) => {
    expect(await assign({}, s[who])).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });

  it('is not for oneself', async () => {
    const answer = await assign({ personId: idOf(s.sysadmin), role: 'system_admin' });
    expect(answer).toMatchObject({ refusal: { message: '不能变更自己的角色，请由另一名系统管理员办理' } });
  });

  it('begins at once today, or with its first day, and gives nothing after its last', async () => {
    await assign({ role: 'unit_head', unitId: s.units.xinhua.id });
    await assign({ role: 'supervisor', startsOn: '2026-12-01', lastDay: '2026-12-31' });
    const [head, supervisor] = await held(someone.id);
    expect(head).toMatchObject({
      role: 'unit_head',
      unitId: s.units.xinhua.id,
      startsAt: today,
      endsAt: null,
    });
    expect(supervisor).toMatchObject({
      startsAt: officeMoment('2026-12-01', 0),
      endsAt: officeMoment('2027-01-01', 0),
    });
    expect((await trail('role.assign')).at(-2)).toMatchObject({
      actingRole: 'system_admin',
      reason: '党工委会议决定',
      after: { role: '部门/社区负责人（新华社区）' },
    });
    const told = await db().select().from(notifications).where(eq(notifications.personId, someone.id));
    expect(told.map((message) => message.title)).toContain('您已担任部门/社区负责人（新华社区）');
  });

  const pairs = [
    ['auditor', 'system_admin'],
    ['auditor', 'office_admin'],
    ['office', 'auditor'],
    ['office', 'system_admin'],
    ['headHeping', 'system_admin'],
    ['leader', 'auditor'],
    ['groupAdmin', 'auditor'],
    ['supervisor', 'system_admin'],
  ] as const;
  it.each(pairs)('keeps %s from %s', async (who, role) => {
    const answer = await assign({ personId: idOf(s[who]), role });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'rule', message: expect.stringContaining('三员分立') },
    });
  });

  it('allows a clashing role once the other has ended, not before', async () => {
    await assign({ role: 'supervisor', lastDay: '2026-11-30' });
    expect(await assign({ role: 'auditor', startsOn: '2026-11-30' })).toMatchObject({
      refusal: { code: 'rule' },
    });
    expect(await assign({ role: 'auditor', startsOn: '2026-12-01' })).toMatchObject({ ok: true });
  });

  it('refuses outsiders, the departed and what the person is already', async () => {
    const outsider = await makePerson('王经理', s.units.heping);
    await db().update(people).set({ affiliated: true }).where(eq(people.id, outsider.id));
    const gone = await makePerson('离任人', s.units.heping);
    await db().update(people).set({ departedAt: now() }).where(eq(people.id, gone.id));
    expect(await assign({ personId: outsider.id })).toMatchObject({
      refusal: { message: '王经理是外部人员，不能担任角色' },
    });
    expect(await assign({ personId: gone.id })).toMatchObject({
      refusal: { message: '离任人已离任，不能指派角色' },
    });
    expect(await assign({ personId: idOf(s.office) })).toMatchObject({ refusal: { code: 'conflict' } });
  });

  it('refuses a day before today', async () => {
    expect(await assign({ startsOn: '2026-11-22' })).toMatchObject({
      refusal: { fields: { startsOn: '不能早于今天' } },
    });
  });

  it('gives one of two clashing roles assigned at once', async () => {
    const other: Actor = { ...s.sysadmin, personId: someone.id };
    const target = (await makePerson('新人', s.units.office)).id;
    const answers = await Promise.all([
      assign({ personId: target, role: 'auditor' }),
      assign({ personId: target, role: 'office_admin' }, other),
      assign({ personId: target, role: 'auditor' }),
      assign({ personId: target, role: 'office_admin' }, other),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await held(target)).toHaveLength(1);
  });

  it.each([
    [{ role: 'unit_head' }, 'unitId', '请选择任负责人的单位'],
    [{ lastDay: '2026-11-01' }, 'lastDay', '截止日期不能早于开始日期'],
    [{ role: 'group_admin' }, 'role', '请选择角色'],
    [{ role: 'member' }, 'role', '请选择角色'],
    [{ reason: ' ' }, 'reason', '请写明事由'],
    [{ startsOn: '2026-13-01' }, 'startsOn', '请选择日期'],
  ])('%j is wrong', (more, field, message) => {
    const parsed = assignRoleInput.safeParse({ ...form(), ...more });
    expect(parsed.error?.issues[0]?.path).toEqual([field]);
    expect(parsed.error?.issues[0]?.message).toContain(message);
  });
});

describe('endRole', () => {
  const end = async (personId: string, more: { lastDay?: string } = {}, actor: Actor = s.sysadmin) => {
    const [role] = await held(personId);
    return atNine(() =>
      endRole(actor, { id: role?.id ?? '', personId, lastDay: '', reason: '岗位调整', ...more }),
    );
  };

  it('ends at once, or with a last day', async () => {
    expect((await end(idOf(s.headHeping))).ok).toBe(true);
    expect((await held(idOf(s.headHeping)))[0]?.endsAt).toEqual(today);
    expect((await end(idOf(s.headXinhua), { lastDay: '2026-12-31' })).ok).toBe(true);
    expect((await held(idOf(s.headXinhua)))[0]?.endsAt).toEqual(officeMoment('2027-01-01', 0));
    expect((await trail('role.end')).at(-1)).toMatchObject({ reason: '岗位调整', entityLabel: '孙强' });
  });

  it('neither lengthens a term nor ends it twice nor in the past', async () => {
    const person = idOf(s.headHeping);
    await end(person, { lastDay: '2026-11-30' });
    expect(await end(person, { lastDay: '2026-12-31' })).toMatchObject({
      refusal: { fields: { lastDay: '晚于原定截止日期' } },
    });
    expect(await end(person, { lastDay: '2026-11-22' })).toMatchObject({
      refusal: { fields: { lastDay: '不能早于今天' } },
    });
    expect((await end(person)).ok).toBe(true);
    expect(await end(person)).toMatchObject({ refusal: { code: 'conflict' } });
  });

  it('is for the system administrator only, and not for his own', async () => {
    expect(await end(idOf(s.headHeping), {}, s.office)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await end(idOf(s.sysadmin))).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  it('keeps the only system administrator who can sign in, also against two at once', async () => {
    const second = (await makePerson('第二人', s.units.office)).id;
    const third = (await makePerson('第三人', s.units.office)).id;
    for (const personId of [second, third]) {
      await assign({ personId, role: 'system_admin' });
      await db()
        .insert(accounts)
        .values({ id: newId(), personId, username: `u${personId.slice(-12)}`, createdAt: now() });
    }
    const answers = await Promise.all([end(second), end(third)]);
    expect(codes(answers)).toEqual(['ok', 'rule']);
  });

  it('takes the units in charge of a leader with it', async () => {
    expect((await end(idOf(s.leader))).ok).toBe(true);
    expect(await db().$count(leaderUnits, isNull(leaderUnits.endsAt))).toBe(0);
  });
});

describe('units in charge', () => {
  const take = (leaderId: string, unitId: string, actor: Actor = s.sysadmin) =>
    atNine(() => takeCharge(actor, { submissionId: newId(), leaderId, unitId, reason: '分工调整' }));

  async function secondLeader(name = '刘芳'): Promise<string> {
    const { id } = await makePerson(name, s.units.leadership);
    await assign({ personId: id, role: 'leader' });
    return id;
  }

  it('go from one leader to another, and both are told', async () => {
    const second = await secondLeader();
    const { heping } = s.units;
    expect(await take(second, heping.id)).toEqual({ ok: true, value: { former: '陈建国' } });
    const rows = await db()
      .select()
      .from(leaderUnits)
      .where(eq(leaderUnits.unitId, heping.id))
      .orderBy(leaderUnits.startsAt);
    expect(rows.map((row) => [row.leaderId, row.endsAt])).toEqual([
      [idOf(s.leader), today],
      [second, null],
    ]);
    expect((await trail('leader.take_charge')).at(-1)).toMatchObject({
      before: { leader: '陈建国' },
      after: { leader: '刘芳' },
    });
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, idOf(s.leader)));
    expect(told.map((message) => message.title)).toContain('和平社区改由刘芳分管');
  });

  it('have one leader after many took over at once', async () => {
    const leaders = await Promise.all(['刘芳', '高翔', '宋涛'].map((name) => secondLeader(name)));
    await Promise.all(leaders.map((leader) => take(leader, s.units.xinhua.id)));
    const open = and(eq(leaderUnits.unitId, s.units.xinhua.id), isNull(leaderUnits.endsAt));
    expect(await db().$count(leaderUnits, open)).toBe(1);
    expect(await db().$count(leaderUnits, eq(leaderUnits.unitId, s.units.xinhua.id))).toBe(3);
  });

  it('are only for leaders in office', async () => {
    expect(await take(someone.id, s.units.heping.id)).toMatchObject({ refusal: { code: 'rule' } });
    expect(await take(idOf(s.leader), s.units.heping.id)).toMatchObject({ refusal: { code: 'conflict' } });
    expect(await take(idOf(s.leader), s.units.xinhua.id, s.office)).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });

  it('end', async () => {
    const input = { leaderId: idOf(s.leader), unitId: s.units.heping.id, reason: '分工调整' };
    expect(await endCharge(s.office, input)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect((await endCharge(s.sysadmin, input)).ok).toBe(true);
    expect(await endCharge(s.sysadmin, input)).toMatchObject({ refusal: { code: 'conflict' } });
  });

  it('have one 主要领导 above them, also when two are named at once', async () => {
    const [second, third] = [await secondLeader('刘芳'), await secondLeader('高翔')];
    const name = (personId: string, actor: Actor = s.sysadmin) =>
      atNine(() => setPrimaryLeader(actor, { personId, reason: '班子调整' }));
    expect(await name(second, s.office)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await name(second)).toEqual({ ok: true, value: { former: '陈建国' } });
    await Promise.all([name(second), name(third), name(idOf(s.leader))]);
    expect(await db().$count(roleAssignments, eq(roleAssignments.primaryLeader, true))).toBe(1);
  });
});

describe('group administrators', () => {
  const group = () => s.groups.portal;
  const add = command({ name: 'test.add' }, (tx, actor, personId: string) =>
    assignGroupAdmin(tx, actor, {
      personId,
      group: group(),
      reason: '群主推荐',
      grant: granted(verdict(actor, 'groups.manage')),
      clause: '2.2.1a',
    }),
  );
  const remove = command({ name: 'test.remove' }, (tx, actor, personId: string | undefined) =>
    endGroupAdmin(tx, actor, {
      ...(personId ? { personId } : {}),
      group: group(),
      reason: '岗位变动',
      grant: granted(verdict(actor, 'groups.manage')),
    }),
  );

  it('are named once each, against 三员分立, and taken back one by one or all', async () => {
    expect(codes(await Promise.all([add(s.office, someone.id), add(s.office2, someone.id)]))).toEqual([
      'conflict',
      'ok',
    ]);
    expect((await add(s.office, idOf(s.member))).ok).toBe(true);
    expect(await add(s.office, idOf(s.auditor))).toMatchObject({ refusal: { code: 'rule' } });
    expect((await trail('role.assign')).at(-1)).toMatchObject({
      clause: '2.2.1a',
      after: { role: '群管理员（街道工作总群）' },
    });
    expect(await remove(s.office, someone.id)).toEqual({ ok: true, value: 1 });
    expect(await remove(s.office, someone.id)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await remove(s.office, undefined)).toEqual({ ok: true, value: 1 });
  });
});

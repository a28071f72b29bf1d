import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { accounts, delegations, leaderUnits, people, roleAssignments } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { assignRole, endRole } from './commands/assignments';
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

  it('leaves group administrators to the Office', async () => {
    expect(await end(idOf(s.groupAdmin))).toMatchObject({
      refusal: { code: 'forbidden', message: '群管理员由街道办公室在该群页面指定和更换' },
    });
    expect((await held(idOf(s.groupAdmin)))[0]?.endsAt).toBeNull();
  });

  it('takes the units in charge of a leader with it', async () => {
    expect((await end(idOf(s.leader))).ok).toBe(true);
    expect(await db().$count(leaderUnits, isNull(leaderUnits.endsAt))).toBe(0);
    expect((await trail('leader.end_charge')).at(-1)).toMatchObject({
      actorName: '郑伟',
      entityLabel: '和平社区',
      reason: '岗位调整',
      before: { leader: '陈建国' },
    });
  });

  it('takes the duty handed over with it, on record, and tells whoever had it', async () => {
    await db()
      .insert(delegations)
      .values({
        id: newId(),
        fromPersonId: idOf(s.headHeping),
        toPersonId: idOf(s.member),
        role: 'unit_head',
        startsAt: today,
        endsAt: officeMoment('2026-12-01', 0),
        reason: '外出培训',
        enteredBy: idOf(s.headHeping),
        createdAt: today,
      });
    expect((await end(idOf(s.headHeping))).ok).toBe(true);
    const [delegation] = await db().select().from(delegations);
    expect(delegation?.endedAt).toEqual(today);
    expect((await trail('delegation.end')).at(-1)).toMatchObject({
      entityId: delegation?.id,
      entityLabel: '李娟 → 刘洋',
      actingRole: 'system_admin',
      reason: '岗位调整',
    });
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, idOf(s.member)));
    expect(told.map((message) => message.title)).toEqual([
      '李娟不再是部门/社区负责人，委托给您的职责随之结束',
    ]);
  });
});

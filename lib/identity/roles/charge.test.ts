import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { leaderUnits, roleAssignments } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { granted, verdict } from '@/lib/access/may';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import { assignGroupAdmin, endGroupAdmin } from './assign';
import { assignRole } from './commands/assignments';
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

const trail = (action: string) =>
  db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.outcome, 'done')))
    .orderBy(auditEvents.id);

const idOf = (actor: Actor): string => actor.personId ?? '';
const codes = (answers: { ok: boolean; refusal?: { code: string } }[]) =>
  answers.map((answer) => (answer.ok ? 'ok' : answer.refusal?.code)).sort();

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
  const remove = command({ name: 'test.remove' }, (tx, actor, personId: string) =>
    endGroupAdmin(tx, actor, {
      personId,
      group: group(),
      reason: '岗位变动',
      grant: granted(verdict(actor, 'groups.manage')),
    }),
  );

  it('are named once each, against 三员分立, and taken back one by one', async () => {
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
    expect((await remove(s.office, someone.id)).ok).toBe(true);
    expect(await remove(s.office, someone.id)).toMatchObject({ refusal: { code: 'not_found' } });
    expect((await remove(s.office, idOf(s.member))).ok).toBe(true);
  });
});

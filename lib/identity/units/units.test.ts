import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { auditEvents } from '@/db/schema/house';
import { secondaryPostings } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { takeCharge } from '@/lib/identity/roles/commands/charge';
import { archiveUnit, createUnit, editUnit } from './commands';
import { createUnitInput } from './input';
import { unitList } from './list';
import { listUnits, unitChoices } from './queries';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const fresh = (more: Partial<Parameters<typeof createUnit>[1]> = {}) => ({
  submissionId: newId(),
  name: '长青社区',
  shortName: '长青',
  kind: 'community' as const,
  sort: 30,
  ...more,
});

const state = (params: Record<string, string> = {}) => parseList(unitList, params);

const audited = (action: string) =>
  db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.outcome, 'done')))
    .orderBy(auditEvents.id);

describe('who may', () => {
  const strangers = [
    'headHeping',
    'groupAdmin',
    'member',
    'leader',
    'supervisor',
    'representative',
    'sysadmin',
    'auditor',
  ] as const;

  it.each(strangers)('%s adds, changes and archives nothing', async (who) => {
    const actor: Actor = s[who];
    const answers = await Promise.all([
      createUnit(actor, fresh()),
      editUnit(actor, { id: s.units.heping.id, name: '改名', shortName: '改', kind: 'community', sort: 1 }),
      archiveUnit(actor, { id: s.units.heping.id, reason: '撤销' }),
    ]);
    expect(answers.map((answer) => !answer.ok && answer.refusal.code)).toEqual([
      'forbidden',
      'forbidden',
      'forbidden',
    ]);
    expect(await db().$count(units)).toBe(5);
  });

  it('shows all units to the Office and the system administrator, his own to a head, none to others', async () => {
    const seen = async (actor: Actor) => (await listUnits(actor, state())).rows.map((unit) => unit.shortName);
    expect(await seen(s.office)).toHaveLength(5);
    expect(await seen(s.sysadmin)).toHaveLength(5);
    expect(await seen(s.headHeping)).toEqual(['和平']);
    expect(await seen(s.member)).toEqual([]);
    expect(await seen(s.auditor)).toEqual([]);
  });
});

describe('createUnit', () => {
  it('adds a unit and says so in the audit trail', async () => {
    const made = await createUnit(s.office, fresh());
    expect(made.ok).toBe(true);
    const [entry] = (await audited('unit.create')).slice(-1);
    expect(entry).toMatchObject({
      actorName: '周敏',
      actingRole: 'office_admin',
      clause: '1.2',
      entityLabel: '长青社区',
      after: { name: '长青社区', shortName: '长青', kind: '社区' },
    });
  });

  it('is done once however often the form is sent', async () => {
    const form = fresh();
    const answers = await Promise.all([createUnit(s.office, form), createUnit(s.office, form)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await db().$count(units, eq(units.name, '长青社区'))).toBe(1);
  });

  it('refuses a second Office, a taken name and a taken short name at their fields', async () => {
    const fields = async (more: Parameters<typeof fresh>[0]) => {
      const answer = await createUnit(s.office, fresh(more));
      return answer.ok ? null : Object.keys(answer.refusal.fields ?? {});
    };
    expect(await fields({ kind: 'office' })).toEqual(['kind']);
    expect(await fields({ name: '和平社区' })).toEqual(['name']);
    expect(await fields({ shortName: '和平' })).toEqual(['shortName']);
  });

  it('lets one of two through that want the same short name at once', async () => {
    const answers = await Promise.all([
      createUnit(s.office, fresh({ name: '长青一社区' })),
      createUnit(s.office2, fresh({ name: '长青二社区' })),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it.each([
    ['name', '', '请填写单位名称'],
    ['shortName', '和 平', '简称只用'],
    ['shortName', '', '请填写简称'],
  ])('%s %j is wrong', (field, value, message) => {
    const parsed = createUnitInput.safeParse({ ...fresh(), [field]: value });
    expect(parsed.error?.issues[0]?.path).toEqual([field]);
    expect(parsed.error?.issues[0]?.message).toContain(message);
  });
});

describe('editUnit', () => {
  it('keeps before and after', async () => {
    const { id } = s.units.heping;
    const answer = await editUnit(s.office, {
      id,
      name: '和平里社区',
      shortName: '和平里',
      kind: 'community',
      sort: 3,
    });
    expect(answer.ok).toBe(true);
    const [entry] = (await audited('unit.edit')).slice(-1);
    expect(entry?.before).toMatchObject({ name: '和平社区', shortName: '和平' });
    expect(entry?.after).toMatchObject({ name: '和平里社区', shortName: '和平里' });
  });

  it('neither takes the Office away nor makes a second', async () => {
    const { office, heping } = s.units;
    const away = await editUnit(s.office, { ...office, kind: 'department', sort: 0 });
    const second = await editUnit(s.office, { ...heping, kind: 'office', sort: 0 });
    expect([away, second].map((answer) => !answer.ok && answer.refusal.fields)).toEqual([
      { kind: '街道办公室的类别不能更改' },
      { kind: '街道办公室只能有一个' },
    ]);
  });

  it('does not find a unit that is not there', async () => {
    const answer = await editUnit(s.office, {
      id: newId(),
      name: '无此单位',
      shortName: '无',
      kind: 'department',
      sort: 0,
    });
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });
});

describe('archiveUnit', () => {
  it('is refused with the numbers while people, heads and a leader remain', async () => {
    const answer = await archiveUnit(s.office, { id: s.units.heping.id, reason: '撤并' });
    expect(answer).toMatchObject({
      ok: false,
      refusal: {
        code: 'rule',
        message: '和平社区还有3 名在岗人员、1 名负责人、1 名分管领导、1 个工作群，请先调整后再停用',
      },
    });
  });

  it('is refused while it owns a group, has people posted to it, or is asked to be represented', async () => {
    const made = await createUnit(s.office, fresh());
    const unitId = made.ok ? made.value.id : '';
    const refusal = async () => {
      const answer = await archiveUnit(s.office, { id: unitId, reason: '撤并' });
      return answer.ok ? 'archived' : answer.refusal.message;
    };
    const personId = s.member.personId ?? '';
    const posting = { id: newId(), personId, unitId, startsOn: '2020-01-01' };
    await db().insert(secondaryPostings).values(posting);
    expect(await refusal()).toBe('长青社区还有1 名兼职人员，请先调整后再停用');
    await db()
      .update(secondaryPostings)
      .set({ endsOn: '2020-12-31' })
      .where(eq(secondaryPostings.unitId, unitId));
    const group = await makeGroup('长青社区工作群', 'wechat', {
      id: unitId,
      name: '长青社区',
      shortName: '长青',
    });
    expect(await refusal()).toBe('长青社区还有1 个工作群，请先调整后再停用');
    await db()
      .update(groups)
      .set({ archivedAt: now(), archivedReason: '撤并' })
      .where(eq(groups.id, group.id));
    await db().insert(membershipRequests).values({
      id: newId(),
      number: 'RQ-2026-0001',
      batchId: newId(),
      kind: 'join',
      personId,
      groupId: s.groups.portal.id,
      unitId,
      nickname: '长青刘洋',
      reason: '新到岗',
      status: 'submitted',
      statusAt: now(),
      statusBy: personId,
      statusByName: '刘洋',
      submittedBy: personId,
      submittedAt: now(),
      dueAt: now(),
    });
    expect(await refusal()).toBe('长青社区还有1 份未办结的申请，请先调整后再停用');
  });

  it('never takes the Office', async () => {
    const answer = await archiveUnit(s.office, { id: s.units.office.id, reason: '撤并' });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'forbidden', message: '街道办公室不能停用' },
    });
  });

  it('takes an empty unit out of the lists, with its reason, and frees its names', async () => {
    const made = await createUnit(s.office, fresh());
    const id = made.ok ? made.value.id : '';
    expect((await archiveUnit(s.office, { id, reason: '撤并入和平社区' })).ok).toBe(true);
    expect((await unitChoices(s.office)).map((unit) => unit.value)).not.toContain(id);
    expect((await listUnits(s.office, state({ state: 'archived' }))).rows.map((unit) => unit.id)).toEqual([
      id,
    ]);
    expect((await audited('unit.archive')).at(-1)?.reason).toBe('撤并入和平社区');
    expect((await createUnit(s.office, fresh())).ok).toBe(true);
    expect(await archiveUnit(s.office, { id, reason: '再次' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('listUnits', () => {
  it('shows heads, leader in charge and headcount', async () => {
    const page = await listUnits(s.office, state({ q: '和平' }));
    expect(page.rows[0]).toMatchObject({
      heads: ['李娟'],
      leader: '陈建国',
      people: 3,
      may: { edit: true },
    });
  });

  it('finds by name, short name, pinyin and initials', async () => {
    const found = async (q: string) =>
      (await listUnits(s.office, state({ q }))).rows.map((unit) => unit.shortName);
    expect(await found('纪工委')).toEqual(['纪工委']);
    expect(await found('xinhua')).toEqual(['新华']);
    expect(await found('hpsq')).toEqual(['和平']);
    expect(await found('%')).toEqual([]);
  });

  it('sorts by headcount and filters by kind', async () => {
    await makePerson('多一人', s.units.heping);
    const sorted = await listUnits(s.office, state({ sort: '-people' }));
    expect(sorted.rows.map((unit) => unit.people)).toEqual([4, 3, 2, 2, 1]);
    const communities = await listUnits(s.office, state({ kind: 'community' }));
    expect(communities.rows.map((unit) => unit.shortName).sort()).toEqual(['和平', '新华'].sort());
  });

  it('shows who took a unit over', async () => {
    const leaderId = s.leader.personId ?? '';
    await takeCharge(s.sysadmin, {
      submissionId: newId(),
      leaderId,
      unitId: s.units.xinhua.id,
      reason: '分工调整',
    });
    const page = await listUnits(s.office, state({ q: '新华' }));
    expect(page.rows[0]?.leader).toBe('陈建国');
  });
});

import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { auditEvents, notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { addAdministrator, removeAdministrator } from './commands/administrators';
import { archiveGroup, restoreGroup } from './commands/archive';
import { createGroup, editGroup } from './commands/manage';
import { type CreateGroup, createGroupInput, type EditGroup } from './input';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

const idOf = (actor: Actor) => actor.personId ?? '';
const personOf = (person: { id: string }) => [{ personId: person.id }];

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.message}`);
  return result.value;
}

const refusal = (result: Result<unknown>) => (result.ok ? null : result.refusal);
const codeOf = (result: Result<unknown>) => refusal(result)?.code ?? 'done';

function wanted(more: Partial<CreateGroup> = {}): CreateGroup {
  return {
    submissionId: newId(),
    name: '防汛应急群',
    platform: 'wecom',
    ownerUnitId: street.units.office.id,
    purpose: '防汛值守与调度',
    administrators: [{ personId: idOf(street.groupAdmin) }],
    ...more,
  };
}

const stored = async (id: string) => (await db().select().from(groups).where(eq(groups.id, id)))[0];

async function edit(id: string, change: Partial<EditGroup>): Promise<EditGroup> {
  const group = await stored(id);
  if (!group) throw new Error('no such group');
  const { name, platform, ownerUnitId, purpose } = group;
  const seen = { name, platform, ownerUnitId, purpose };
  return { id, ...seen, seen, ...change };
}

const auditOf = (id: string) =>
  db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.entityType, 'group'), eq(auditEvents.entityId, id)))
    .orderBy(auditEvents.id);

const administratorsOf = async (groupId: string) =>
  (
    await db()
      .select({ id: roleAssignments.personId })
      .from(roleAssignments)
      .where(and(eq(roleAssignments.groupId, groupId), isNull(roleAssignments.endsAt)))
  ).map((row) => row.id);

async function openRequest(groupId: string) {
  const person = await makePerson('赵敏', street.units.heping);
  await db()
    .insert(membershipRequests)
    .values({
      id: newId(),
      number: `RQ-2026-${newId().slice(-4)}`,
      batchId: newId(),
      kind: 'join',
      personId: person.id,
      groupId,
      unitId: street.units.heping.id,
      nickname: '和平赵敏',
      reason: '工作需要',
      status: 'submitted',
      statusAt: now(),
      statusByName: '李娟',
      submittedBy: idOf(street.headHeping),
      submittedAt: now(),
      dueAt: now(),
    });
}

describe('who may manage groups', () => {
  const kinds = [
    ['office', 'done'],
    ['headHeping', 'forbidden'],
    ['groupAdmin', 'forbidden'],
    ['member', 'forbidden'],
    ['leader', 'forbidden'],
    ['supervisor', 'forbidden'],
    ['representative', 'forbidden'],
    ['sysadmin', 'forbidden'],
    ['auditor', 'forbidden'],
  ] as const;

  it.each(kinds)('%s: %s for every act', async (kind, outcome) => {
    const actor = street[kind];
    const { heping, portal } = street.groups;
    const newcomer = await makePerson('何静', street.units.heping);
    const change = { groupId: portal.id, personId: newcomer.id };
    const outcomes = [
      await createGroup(actor, wanted()),
      await editGroup(actor, await edit(heping.id, { purpose: '社区日常工作' })),
      await addAdministrator(actor, change),
      await removeAdministrator(actor, { ...change, reason: '调整分工' }),
      await archiveGroup(actor, { id: portal.id, reason: '不再使用' }),
      await restoreGroup(actor, { id: portal.id, reason: '恢复使用' }),
    ].map(codeOf);
    // Restoring a group that nobody could archive is asked after the permission, not before.
    expect(outcomes).toEqual(outcomes.map(() => outcome));
  });
});

describe('createGroup', () => {
  it('makes the group, gives its administrators the role, tells them and audits all of it', async () => {
    const { id } = value(await createGroup(street.office, wanted()));
    expect(await stored(id)).toMatchObject({
      name: '防汛应急群',
      pinyin: 'fangxunyingjiqun',
      initials: 'fxyjq',
    });
    expect(await administratorsOf(id)).toEqual([idOf(street.groupAdmin)]);
    const [made] = await auditOf(id);
    expect(made).toMatchObject({
      action: 'group.create',
      clause: '2.2.1a',
      actingRole: 'office_admin',
      after: { name: '防汛应急群', platform: '企业微信', unit: '党政办公室', administrators: ['张三'] },
    });
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, idOf(street.groupAdmin)));
    expect(told.map((message) => message.title).join()).toContain('防汛应急群');
  });

  it('is done once when the form is sent twice', async () => {
    const input = wanted();
    const first = value(await createGroup(street.office, input));
    expect(value(await createGroup(street.office, input))).toEqual(first);
  });

  it.each(['wecom', 'dingtalk', 'feishu', 'wechat'] as const)(
    'asks for an administrator on %s',
    async (platform) => {
      const result = await createGroup(street.office, wanted({ platform, administrators: [] }));
      expect(refusal(result)).toMatchObject({
        code: 'invalid',
        fields: { administrators: expect.any(String) },
      });
    },
  );

  it('lets a portal group be without', async () => {
    const result = await createGroup(street.office, wanted({ platform: 'portal', administrators: [] }));
    expect(codeOf(result)).toBe('done');
  });

  it('refuses a name in use and an archived unit, beside the field', async () => {
    const named = await createGroup(street.office, wanted({ name: '和平社区工作群' }));
    expect(refusal(named)?.fields).toHaveProperty('name');
    await db().update(units).set({ archivedAt: now() }).where(eq(units.id, street.units.xinhua.id));
    const owned = await createGroup(street.office, wanted({ ownerUnitId: street.units.xinhua.id }));
    expect(refusal(owned)?.fields).toHaveProperty('ownerUnitId');
  });

  it.each(['sysadmin', 'auditor'] as const)(
    'refuses %s as administrator (三员分立), and keeps nothing',
    async (kind) => {
      const result = await createGroup(
        street.office,
        wanted({ administrators: personOf({ id: idOf(street[kind]) }) }),
      );
      expect(refusal(result)).toMatchObject({ code: 'rule', message: expect.stringContaining('三员分立') });
      expect(await db().select().from(groups).where(eq(groups.name, '防汛应急群'))).toEqual([]);
    },
  );
});

describe('the form', () => {
  const valid = () => ({ ...wanted(), submissionId: newId() });
  it.each([
    ['an empty name', { name: ' ' }],
    ['a long name', { name: '群'.repeat(31) }],
    ['a name with a control character', { name: '群\u0007' }],
    ['an unknown platform', { platform: 'qq' }],
    ['no purpose', { purpose: '' }],
    ['a unit that is no id', { ownerUnitId: '1' }],
    ['the same person twice', { administrators: [{ personId: 'p' }, { personId: 'p' }] }],
  ])('refuses %s', (_, change) => {
    expect(createGroupInput.safeParse(valid()).success).toBe(true);
    expect(createGroupInput.safeParse({ ...valid(), ...change }).success).toBe(false);
  });
});

describe('editGroup', () => {
  it('changes what was changed and audits before and after', async () => {
    const { id } = street.groups.heping;
    value(await editGroup(street.office, await edit(id, { name: '和平社区大群', purpose: '日常' })));
    expect(await stored(id)).toMatchObject({ name: '和平社区大群', initials: 'hpsqdq', purpose: '日常' });
    const events = await auditOf(id);
    expect(events.at(-1)).toMatchObject({
      action: 'group.edit',
      before: { name: '和平社区工作群', purpose: '' },
      after: { name: '和平社区大群', purpose: '日常' },
    });
  });

  it('does not overwrite what somebody else changed meanwhile', async () => {
    const { id } = street.groups.heping;
    const mine = await edit(id, { purpose: '我的改动' });
    value(await editGroup(street.office2, await edit(id, { purpose: '同事的改动' })));
    expect(codeOf(await editGroup(street.office, mine))).toBe('conflict');
    expect((await stored(id))?.purpose).toBe('同事的改动');
  });

  it('refuses nothing changed, a name in use, and an archived group', async () => {
    const { id } = street.groups.heping;
    expect(codeOf(await editGroup(street.office, await edit(id, {})))).toBe('invalid');
    const taken = await editGroup(street.office, await edit(id, { name: '街道工作总群' }));
    expect(refusal(taken)?.fields).toHaveProperty('name');
    value(await archiveGroup(street.office, { id, reason: '停用' }));
    expect(codeOf(await editGroup(street.office, await edit(id, { purpose: '日常' })))).toBe('rule');
  });

  it('refuses another platform while something is open', async () => {
    const { id } = street.groups.heping;
    await openRequest(id);
    const result = await editGroup(street.office, await edit(id, { platform: 'wecom' }));
    expect(refusal(result)).toMatchObject({
      code: 'rule',
      message: expect.stringContaining('1 件未办结的申请'),
    });
  });
});

describe('administrators', () => {
  it('are added and removed, both audited with who', async () => {
    const { id } = street.groups.heping;
    const newcomer = await makePerson('何静', street.units.heping);
    value(await addAdministrator(street.office, { groupId: id, personId: newcomer.id }));
    const leaving = idOf(street.groupAdmin);
    value(await removeAdministrator(street.office, { groupId: id, personId: leaving, reason: '轮岗' }));
    expect(await administratorsOf(id)).toEqual([newcomer.id]);
    expect((await auditOf(id)).map((event) => [event.action, event.after ?? event.before])).toEqual([
      ['group.add_administrator', { administrator: '何静' }],
      ['group.remove_administrator', { administrator: '张三' }],
    ]);
  });

  it('keep one outside the portal; the portal may be without', async () => {
    const last = { groupId: street.groups.heping.id, personId: idOf(street.groupAdmin), reason: '轮岗' };
    expect(refusal(await removeAdministrator(street.office, last))).toMatchObject({
      code: 'rule',
      clause: '2.2.1a',
    });
    const { id } = street.groups.portal;
    const newcomer = await makePerson('何静', street.units.heping);
    value(await addAdministrator(street.office, { groupId: id, personId: newcomer.id }));
    const removed = await removeAdministrator(street.office, {
      groupId: id,
      personId: newcomer.id,
      reason: '轮岗',
    });
    expect(codeOf(removed)).toBe('done');
  });

  it('are not added twice nor removed twice', async () => {
    const { id } = street.groups.heping;
    const already = await addAdministrator(street.office, { groupId: id, personId: idOf(street.groupAdmin) });
    expect(codeOf(already)).toBe('conflict');
    const none = { groupId: id, personId: idOf(street.member), reason: '轮岗' };
    expect(codeOf(await removeAdministrator(street.office, none))).toBe('conflict');
  });

  it.each(['sysadmin', 'auditor'] as const)('refuse %s', async (kind) => {
    const change = { groupId: street.groups.heping.id, personId: idOf(street[kind]) };
    expect(codeOf(await addAdministrator(street.office, change))).toBe('rule');
  });

  it('of an unknown group are not found', async () => {
    const change = { groupId: newId(), personId: idOf(street.member) };
    expect(codeOf(await addAdministrator(street.office, change))).toBe('not_found');
  });
});

describe('archiving', () => {
  it('is refused while requests are open, and says how many', async () => {
    const { id } = street.groups.heping;
    await openRequest(id);
    await openRequest(id);
    const result = await archiveGroup(street.office, { id, reason: '停用' });
    expect(refusal(result)).toMatchObject({
      code: 'rule',
      message: expect.stringContaining('2 件未办结的申请'),
    });
    expect((await stored(id))?.archivedAt).toBeNull();
  });

  it('keeps the reason, tells the administrators, and can be taken back', async () => {
    const { id } = street.groups.heping;
    value(await archiveGroup(street.office, { id, reason: '合并到总群' }));
    expect(await stored(id)).toMatchObject({ archivedReason: '合并到总群' });
    expect(codeOf(await archiveGroup(street.office2, { id, reason: '再归档' }))).toBe('conflict');
    value(await restoreGroup(street.office, { id, reason: '继续使用' }));
    expect(await stored(id)).toMatchObject({ archivedAt: null, archivedReason: null });
    expect(codeOf(await restoreGroup(street.office2, { id, reason: '再恢复' }))).toBe('conflict');
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, idOf(street.groupAdmin)));
    expect(told.map((message) => message.title).sort()).toEqual([
      '「和平社区工作群」已归档',
      '「和平社区工作群」已恢复使用',
    ]);
    const events = (await auditOf(id)).map((event) => [event.action, event.outcome, event.code]);
    expect(events).toEqual([
      ['group.archive', 'done', null],
      ['group.archive', 'refused', 'conflict'],
      ['group.restore', 'done', null],
      ['group.restore', 'refused', 'conflict'],
    ]);
  });

  it('frees the name; restoring waits until it is free again', async () => {
    const { id } = street.groups.heping;
    value(await archiveGroup(street.office, { id, reason: '停用' }));
    value(await createGroup(street.office, wanted({ name: '和平社区工作群' })));
    expect(codeOf(await restoreGroup(street.office, { id, reason: '恢复' }))).toBe('rule');
  });

  it('is not undone without an administrator', async () => {
    const { id } = street.groups.heping;
    value(await archiveGroup(street.office, { id, reason: '停用' }));
    await db().update(roleAssignments).set({ endsAt: now() }).where(eq(roleAssignments.groupId, id));
    expect(codeOf(await restoreGroup(street.office, { id, reason: '恢复' }))).toBe('rule');
    value(await addAdministrator(street.office, { groupId: id, personId: idOf(street.member) }));
    expect(codeOf(await restoreGroup(street.office, { id, reason: '恢复' }))).toBe('done');
  });
});

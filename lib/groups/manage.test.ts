import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { notifications } from '@/db/schema/house';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { administratorIds, groupForm, groupRow } from '@/db/testing/groups';
import { done, refusalOf, submitted, trailOf } from '@/db/testing/joining';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { addAdministrator, removeAdministrator } from './commands/administrators';
import { archiveGroup, restoreGroup } from './commands/archive';
import { createGroup, editGroup } from './commands/manage';
import { createGroupInput, type EditGroup } from './input';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

const idOf = (actor: Actor) => actor.personId ?? '';
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);

async function edit(id: string, change: Partial<EditGroup>): Promise<EditGroup> {
  const { name, platform, ownerUnitId, purpose } = await groupRow(id);
  const seen = { name, platform, ownerUnitId, purpose };
  return { id, ...seen, seen, ...change };
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
      await createGroup(actor, groupForm(street)),
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
    const { id } = done(await createGroup(street.office, groupForm(street)));
    expect(await groupRow(id)).toMatchObject({
      name: '防汛应急群',
      pinyin: 'fangxunyingjiqun',
      initials: 'fxyjq',
    });
    expect(await administratorIds(id)).toEqual([idOf(street.groupAdmin)]);
    const [made] = await trailOf('group', id);
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
    const input = groupForm(street);
    const first = done(await createGroup(street.office, input));
    expect(done(await createGroup(street.office, input))).toEqual(first);
  });

  it.each(['wecom', 'dingtalk', 'feishu', 'wechat'] as const)(
    'asks for an administrator on %s',
    async (platform) => {
      const result = await createGroup(street.office, groupForm(street, { platform, administrators: [] }));
      expect(refusalOf(result)).toMatchObject({
        code: 'invalid',
        fields: { administrators: expect.any(String) },
      });
    },
  );

  it('lets a portal group be without', async () => {
    const result = await createGroup(
      street.office,
      groupForm(street, { platform: 'portal', administrators: [] }),
    );
    expect(codeOf(result)).toBe('done');
  });

  it('refuses a name in use and an archived unit, beside the field', async () => {
    const named = await createGroup(street.office, groupForm(street, { name: '和平社区工作群' }));
    expect(refusalOf(named).fields).toHaveProperty('name');
    await db().update(units).set({ archivedAt: now() }).where(eq(units.id, street.units.xinhua.id));
    const owned = await createGroup(
      street.office,
      groupForm(street, { ownerUnitId: street.units.xinhua.id }),
    );
    expect(refusalOf(owned).fields).toHaveProperty('ownerUnitId');
  });

  it.each(['sysadmin', 'auditor'] as const)(
    'refuses %s as administrator (三员分立), and keeps nothing',
    async (kind) => {
      const result = await createGroup(
        street.office,
        groupForm(street, { administrators: [{ personId: idOf(street[kind]) }] }),
      );
      expect(refusalOf(result)).toMatchObject({ code: 'rule', message: expect.stringContaining('三员分立') });
      expect(await db().select().from(groups).where(eq(groups.name, '防汛应急群'))).toEqual([]);
    },
  );
});

describe('the form', () => {
  const valid = () => ({ ...groupForm(street), submissionId: newId() });
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
    done(await editGroup(street.office, await edit(id, { name: '和平社区大群', purpose: '日常' })));
    expect(await groupRow(id)).toMatchObject({ name: '和平社区大群', initials: 'hpsqdq', purpose: '日常' });
    const events = await trailOf('group', id);
    expect(events.at(-1)).toMatchObject({
      action: 'group.edit',
      before: { name: '和平社区工作群', purpose: '' },
      after: { name: '和平社区大群', purpose: '日常' },
    });
  });

  it('does not overwrite what somebody else changed meanwhile', async () => {
    const { id } = street.groups.heping;
    const mine = await edit(id, { purpose: '我的改动' });
    done(await editGroup(street.office2, await edit(id, { purpose: '同事的改动' })));
    expect(codeOf(await editGroup(street.office, mine))).toBe('conflict');
    expect((await groupRow(id)).purpose).toBe('同事的改动');
  });

  it('refuses nothing changed, a name in use, and an archived group', async () => {
    const { id } = street.groups.heping;
    expect(codeOf(await editGroup(street.office, await edit(id, {})))).toBe('invalid');
    const taken = await editGroup(street.office, await edit(id, { name: '街道工作总群' }));
    expect(refusalOf(taken).fields).toHaveProperty('name');
    done(await archiveGroup(street.office, { id, reason: '停用' }));
    expect(codeOf(await editGroup(street.office, await edit(id, { purpose: '日常' })))).toBe('rule');
  });

  it('refuses another platform while something is open', async () => {
    const { id } = street.groups.heping;
    await submitted(street, street.headHeping, id);
    const result = await editGroup(street.office, await edit(id, { platform: 'wecom' }));
    expect(refusalOf(result)).toMatchObject({
      code: 'rule',
      message: expect.stringContaining('1 件未办结的申请'),
    });
  });
});

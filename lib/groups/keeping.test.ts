import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
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
import { createGroup } from './commands/manage';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

const idOf = (actor: Actor) => actor.personId ?? '';
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);

describe('administrators', () => {
  it('are added and removed, both audited with who', async () => {
    const { id } = street.groups.heping;
    const newcomer = await makePerson('何静', street.units.heping);
    done(await addAdministrator(street.office, { groupId: id, personId: newcomer.id }));
    const leaving = idOf(street.groupAdmin);
    done(await removeAdministrator(street.office, { groupId: id, personId: leaving, reason: '轮岗' }));
    expect(await administratorIds(id)).toEqual([newcomer.id]);
    expect((await trailOf('group', id)).map((event) => [event.action, event.after ?? event.before])).toEqual([
      ['group.add_administrator', { administrator: '何静' }],
      ['group.remove_administrator', { administrator: '张三' }],
    ]);
  });

  it('keep one outside the portal; the portal may be without', async () => {
    const last = { groupId: street.groups.heping.id, personId: idOf(street.groupAdmin), reason: '轮岗' };
    expect(refusalOf(await removeAdministrator(street.office, last))).toMatchObject({
      code: 'rule',
      clause: '2.2.1a',
    });
    const { id } = street.groups.portal;
    const newcomer = await makePerson('何静', street.units.heping);
    done(await addAdministrator(street.office, { groupId: id, personId: newcomer.id }));
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
    await submitted(street, street.headHeping, id);
    await submitted(street, street.headHeping, id);
    const result = await archiveGroup(street.office, { id, reason: '停用' });
    expect(refusalOf(result)).toMatchObject({
      code: 'rule',
      message: expect.stringContaining('2 件未办结的申请'),
    });
    expect((await groupRow(id)).archivedAt).toBeNull();
  });

  it('keeps the reason, tells the administrators, and can be taken back', async () => {
    const { id } = street.groups.heping;
    done(await archiveGroup(street.office, { id, reason: '合并到总群' }));
    expect(await groupRow(id)).toMatchObject({ archivedReason: '合并到总群' });
    expect(codeOf(await archiveGroup(street.office2, { id, reason: '再归档' }))).toBe('conflict');
    done(await restoreGroup(street.office, { id, reason: '继续使用' }));
    expect(await groupRow(id)).toMatchObject({ archivedAt: null, archivedReason: null });
    expect(codeOf(await restoreGroup(street.office2, { id, reason: '再恢复' }))).toBe('conflict');
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, idOf(street.groupAdmin)));
    expect(told.map((message) => message.title).sort()).toEqual([
      '「和平社区工作群」已归档',
      '「和平社区工作群」已恢复使用',
    ]);
    const events = (await trailOf('group', id)).map((event) => [event.action, event.outcome, event.code]);
    expect(events).toEqual([
      ['group.archive', 'done', null],
      ['group.archive', 'refused', 'conflict'],
      ['group.restore', 'done', null],
      ['group.restore', 'refused', 'conflict'],
    ]);
  });

  it('frees the name; restoring waits until it is free again', async () => {
    const { id } = street.groups.heping;
    done(await archiveGroup(street.office, { id, reason: '停用' }));
    done(await createGroup(street.office, groupForm(street, { name: '和平社区工作群' })));
    expect(codeOf(await restoreGroup(street.office, { id, reason: '恢复' }))).toBe('rule');
  });

  it('is not undone without an administrator', async () => {
    const { id } = street.groups.heping;
    done(await archiveGroup(street.office, { id, reason: '停用' }));
    await db().update(roleAssignments).set({ endsAt: now() }).where(eq(roleAssignments.groupId, id));
    expect(codeOf(await restoreGroup(street.office, { id, reason: '恢复' }))).toBe('rule');
    done(await addAdministrator(street.office, { groupId: id, personId: idOf(street.member) }));
    expect(codeOf(await restoreGroup(street.office, { id, reason: '恢复' }))).toBe('done');
  });
});

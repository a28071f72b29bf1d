import { and, eq, inArray, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { type OrderKind, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { refusalOf } from '@/db/testing/joining';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { remindOverdueJob } from '../requests/jobs';
import { openOrders } from './commands/open';
import { remindOrders } from './commands/remind';
import { remindUrgentJob } from './jobs';

/** A Friday evening, when nobody is at work until Monday. */
const friday = officeMoment('2026-11-20', 20 * 60);
const later = (minutes: number) => new Date(friday.getTime() + minutes * 60_000);
const monday = officeMoment('2026-11-23', 9 * 60 + 5);
const day = 24 * 60;
const system = systemActor('orders.urgent');

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(later(-2 * day), () => makeStreet());
});

interface Wanted {
  kind?: OrderKind;
  clause?: string;
  title?: string;
  groups?: readonly { id: string }[];
}

/** Orders as a publication or a recall issues them: together, one for each chat. */
const issued = ({ kind = 'post', clause = '3.1.3', title = '燃气泄漏', groups }: Wanted = {}, at = friday) =>
  withClock(at, () =>
    db().transaction((tx) =>
      openOrders(
        tx,
        s.office,
        (groups ?? [s.groups.heping]).map(({ id: groupId }) => ({
          kind,
          groupId,
          person: null,
          nickname: null,
          origin: { type: 'delivery' as const, id: newId(), label: 'XX' },
          clause,
          detail: { title, text: title },
          grant: undefined,
        })),
      ),
    ),
  );

/** The reminders in somebody's inbox. */
const reminders = async (actor: { personId: string | null }) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(and(eq(notifications.personId, actor.personId ?? ''), like(notifications.title, '%逾期%')))
      .orderBy(notifications.createdAt, notifications.title)
  ).map(({ title }) => title);

const urgentAt = (at: Date) => withClock(at, () => remindUrgentJob(system));
const ordinaryAt = (at: Date) => withClock(at, () => remindOverdueJob());

describe('orders that are due in minutes', () => {
  it('are asked for in the evening, of the administrator and of the Office', async () => {
    const [order] = await issued();
    await urgentAt(later(29));
    expect(await reminders(s.groupAdmin)).toEqual([]);
    await urgentAt(later(35));
    expect(await reminders(s.groupAdmin)).toEqual([
      `「和平社区工作群」办理单 ${order?.number} 逾期 5 分钟，请立即办理`,
    ]);
    for (const actor of [s.office, s.office2])
      expect(await reminders(actor)).toEqual(['《燃气泄漏》有 1 个群逾期未发布，请督促或转交他人办理']);
  });

  it('are a recall and the post of an emergency, once a day each; others wait for the office to open', async () => {
    await issued({ kind: 'recall', clause: '1.3.2', title: '更正' });
    await issued({ clause: '3.4.2', title: '通知' }, later(-2 * day));
    await urgentAt(later(35));
    await urgentAt(later(40));
    expect(await reminders(s.office)).toEqual(['《更正》有 1 个群逾期未撤回，请督促或转交他人办理']);
    await ordinaryAt(later(45));
    expect(await reminders(s.office)).toHaveLength(1);
    await ordinaryAt(monday);
    expect((await reminders(s.office)).at(-1)).toBe('「和平社区工作群」有 1 件办理单逾期，可转交他人办理');
    await urgentAt(later(day));
    expect(await reminders(s.groupAdmin)).toHaveLength(3);
  });

  it('are told to the Office notice by notice, those it handles itself one by one', async () => {
    const others = await makeGroup('防汛应急群', 'wecom', s.units.office);
    await issued({ groups: [s.groups.heping, others] });
    await urgentAt(later(35));
    const titles = await reminders(s.office);
    expect(titles).toHaveLength(2);
    expect(titles).toContain('《燃气泄漏》有 1 个群逾期未发布，请督促或转交他人办理');
    expect(titles.find((title) => title.startsWith('「防汛应急群」'))).toContain('请立即办理');
  });

  it('are not kept waiting by any number of others', async () => {
    const at = later(-3 * day);
    const [old] = await issued({ clause: '3.4.2', title: '通知' }, at);
    if (!old) throw new Error('no order');
    const { groupName: _, platform: __, ...columns } = old;
    const many = Array.from({ length: 600 }, (_row, n) => ({
      ...columns,
      ...{ id: newId(), originId: newId(), number: `OLD-${n}` },
    }));
    await db().transaction((tx) => insertRows(tx, workOrders, many));
    await issued();
    await urgentAt(later(35));
    expect(await reminders(s.groupAdmin)).toHaveLength(1);
    await ordinaryAt(monday);
    // Every one of them, in more than one batch.
    expect(await reminders(s.groupAdmin)).toHaveLength(602);
    expect(await reminders(s.office)).toContain('「和平社区工作群」有 601 件办理单逾期，可转交他人办理');
  });

  it('are the system’s own business', async () => {
    expect(refusalOf(await remindOrders(s.office, { urgent: true, after: undefined })).code).toBe(
      'forbidden',
    );
  });
});

describe('an order that was handed to somebody who is there no more', () => {
  const handedTo = async (personId: string | null, group: { id: string }) => {
    const [order] = await issued({ groups: [group] });
    await db()
      .update(workOrders)
      .set({ assignedTo: personId, assignedAt: friday, assignedReason: '休假' })
      .where(eq(workOrders.id, order?.id ?? ''));
    await db()
      .update(roleAssignments)
      .set({ endsAt: later(10) })
      .where(
        and(eq(roleAssignments.personId, personId ?? ''), inArray(roleAssignments.role, ['office_admin'])),
      );
  };

  it('is asked for of the group’s administrators again', async () => {
    await handedTo(s.office2.personId, s.groups.heping);
    await urgentAt(later(35));
    expect(await reminders(s.office2)).toEqual([]);
    expect(await reminders(s.groupAdmin)).toHaveLength(1);
  });

  it('is asked for of the Office where the group has none', async () => {
    const nobodys = await makeGroup('防汛应急群', 'wecom', s.units.office);
    await handedTo(s.office2.personId, nobodys);
    await urgentAt(later(35));
    expect(await reminders(s.office2)).toEqual([]);
    expect(await reminders(s.office)).toHaveLength(1);
  });

  it('is asked for of whom it was handed to while he may hold it', async () => {
    const [order] = await issued();
    await db()
      .update(workOrders)
      .set({ assignedTo: s.office2.personId, assignedAt: friday, assignedReason: '休假' })
      .where(eq(workOrders.id, order?.id ?? ''));
    await urgentAt(later(35));
    expect(await reminders(s.groupAdmin)).toEqual([]);
    expect(await reminders(s.office2)).toHaveLength(2);
  });
});

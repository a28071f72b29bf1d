import { eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { denied, verdict } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { transition } from './transition';
import { defineWorkflow } from './workflow';

const flow = defineWorkflow({
  name: 'test_order',
  label: '测试',
  states: {
    open: { label: '待办理', tone: 'info' },
    done: { label: '已办理', tone: 'success' },
    failed: { label: '未办成', tone: 'error' },
    cancelled: { label: '已取消', tone: 'neutral' },
  },
  verbs: {
    cancel: { label: '取消', from: ['open'], to: 'cancelled', clause: '2.2.1a' },
  },
});

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

async function order(number: string) {
  const person = await makePerson('王五', s.units.heping);
  const row = {
    id: newId(),
    number,
    kind: 'add' as const,
    groupId: s.groups.heping.id,
    personId: person.id,
    originType: 'membership_request' as const,
    originId: newId(),
    clause: '2.1.1',
    status: 'open' as const,
    version: 1,
    statusAt: now(),
    statusByName: '周敏',
    createdAt: now(),
    dueAt: now(),
  };
  await db().insert(workOrders).values(row);
  return row;
}

type Row = Awaited<ReturnType<typeof order>>;

const cancel = (actor: Actor, rows: readonly Row[]) =>
  db().transaction((tx) =>
    transition(tx, {
      table: workOrders,
      workflow: flow,
      verb: 'cancel',
      rows,
      actor,
      may: (who, row) =>
        who.personId === s.office2.personId && row.number === 'B'
          ? denied('不能取消自己的')
          : verdict(who, 'orders.handle', { groupId: row.groupId }),
      label: (row) => row.number,
      reason: '试',
    }),
  );

describe('transition', () => {
  it('moves many rows at once, each with its own answer and its own audit record', async () => {
    const rows = [await order('A'), await order('B'), await order('C')];
    const answers = await cancel(s.office2, rows);
    expect(answers.map((a) => a.ok)).toEqual([true, false, true]);
    const stored = await db().select().from(workOrders).orderBy(workOrders.number);
    expect(stored.map((o) => [o.status, o.version, o.statusByName])).toEqual([
      ['cancelled', 2, '吴桐'],
      ['open', 1, '周敏'],
      ['cancelled', 2, '吴桐'],
    ]);
    const trail = await db()
      .select()
      .from(auditEvents)
      .where(
        inArray(
          auditEvents.entityId,
          rows.map((r) => r.id),
        ),
      );
    expect(trail.map((e) => [e.entityLabel, e.action, e.actingRole, e.clause, e.before, e.after])).toEqual([
      ['A', 'test_order.cancel', 'office_admin', '2.2.1a', { status: 'open' }, { status: 'cancelled' }],
      ['C', 'test_order.cancel', 'office_admin', '2.2.1a', { status: 'open' }, { status: 'cancelled' }],
    ]);
  });

  it('asks for permission before state: a stranger learns nothing of where it stands', async () => {
    const row = await order('A');
    await cancel(s.office, [row]);
    const [moved] = await db().select().from(workOrders).where(eq(workOrders.id, row.id));
    const [answer] = await cancel(s.headXinhua, [{ ...row, status: moved?.status as 'open' }]);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });

  it('refuses a row that has left the state, naming who moved it', async () => {
    const row = await order('A');
    await cancel(s.office, [row]);
    const [moved] = await db().select().from(workOrders).where(eq(workOrders.id, row.id));
    const [answer] = await cancel(s.office2, [moved as Row]);
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'conflict', message: expect.stringMatching(/^已由周敏于 .* 处理，现为「已取消」$/) },
    });
  });

  it('never moves a row whose version has gone on, even when its status is the same', async () => {
    const row = await order('A');
    await db().update(workOrders).set({ version: 5 }).where(eq(workOrders.id, row.id));
    const [answer] = await cancel(s.office, [row]);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
    const [stored] = await db().select().from(workOrders).where(eq(workOrders.id, row.id));
    expect(stored).toMatchObject({ status: 'open', version: 5 });
  });
});

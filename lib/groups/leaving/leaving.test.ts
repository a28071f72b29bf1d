import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, joinOf, ordersOf, refusalOf, requestRow, trailOf } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { departPerson } from '../departing/commands';
import { completeOrders } from '../handling/commands/complete';
import { failOrders, reissueOrder } from '../handling/commands/fail';
import { decideRequest } from '../requests/commands/decide';
import { submitJoin } from '../requests/commands/submit';
import { withdrawRequest } from '../requests/commands/withdraw';
import { requestList } from '../requests/list';
import { requestDetail } from '../requests/queries/detail';
import { requestFigures } from '../requests/queries/figures';
import { listRequests } from '../requests/queries/list';
import { fileLeave, reportLeave } from './commands/file';
import { forwardLeaves } from './commands/forward';
import { withdrawLeave } from './commands/withdraw';

let s: TestStreet;
let member: Awaited<ReturnType<typeof memberOf>>;

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  member = await memberOf(s);
});

const asked = (more: { membershipIds?: string[]; reason?: string } = {}) => ({
  submissionId: newId(),
  membershipIds: [member.membershipId],
  reason: '调离社区',
  ...more,
});

const membershipRow = async (id = member.membershipId) =>
  (await db().select().from(memberships).where(eq(memberships.id, id)))[0];

const toldOf = async (personId: string | null, requestId: string) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(
        and(eq(notifications.personId, personId ?? ''), eq(notifications.href, `/membership/${requestId}`)),
      )
  ).map(({ title }) => title);

/** The order to take him out, as the group's administrator completes it. */
async function takeOut(requestId: string) {
  const order = (await ordersOf(requestId)).at(-1);
  return completeOrders(s.groupAdmin, {
    orders: [{ id: order?.id ?? '', version: order?.version ?? 0 }],
    handledAt: undefined,
  });
}

describe('a leave that the member reports', () => {
  it('goes by his head and the group administrator, and ends the membership with the receipt', async () => {
    const { first } = done(await reportLeave(member.actor, asked()));
    expect(await requestRow(first)).toMatchObject({ kind: 'leave', status: 'reported' });
    expect(await ordersOf(first)).toEqual([]);
    expect(await toldOf(s.headHeping.personId, first)).toEqual(['王五报告退出「和平社区工作群」，请提交']);

    done(await forwardLeaves(s.headHeping, { rows: [{ id: first, version: 1 }] }));
    expect(await requestRow(first)).toMatchObject({ status: 'submitted', decidedBy: s.headHeping.personId });
    expect(await ordersOf(first)).toMatchObject([{ kind: 'remove', status: 'open', clause: '2.3.1' }]);
    expect((await membershipRow())?.until).toBeNull();

    done(await takeOut(first));
    expect(await requestRow(first)).toMatchObject({ status: 'done' });
    expect(await membershipRow()).toMatchObject({ endReason: '退群：调离社区', until: expect.any(Date) });
    expect((await trailOf('leave', first)).map(({ action }) => action)).toEqual([
      'leave.report',
      'leave.forward',
      'leave.finish',
    ]);
    expect(await toldOf(member.id, first)).toContain('王五已退出「和平社区工作群」');
  });

  it('is withdrawn by himself, before and after the head has handed it on, with the order', async () => {
    const one = done(await reportLeave(member.actor, asked())).first;
    done(await withdrawLeave(member.actor, { id: one, version: 1 }));
    const two = done(await reportLeave(member.actor, asked())).first;
    done(await forwardLeaves(s.headHeping, { rows: [{ id: two, version: 1 }] }));
    done(await withdrawLeave(member.actor, { id: two, version: 2 }));
    expect(await ordersOf(two)).toMatchObject([{ status: 'cancelled' }]);
    expect((await membershipRow())?.until).toBeNull();
    expect(refusalOf(await takeOut(two)).code).toBe('conflict');
  });

  it('is not handed on once he administers the group', async () => {
    const { first } = done(await reportLeave(member.actor, asked()));
    await db().insert(roleAssignments).values({
      id: newId(),
      personId: member.id,
      role: 'group_admin',
      groupId: s.groups.heping.id,
      startsAt: now(),
    });
    const rows = [{ id: first, version: 1 }];
    const refusal = refusalOf(await forwardLeaves(s.headHeping, { rows }));
    expect(refusal).toMatchObject({ code: 'rule', message: expect.stringContaining('另行指定群管理员') });
    expect(await requestRow(first)).toMatchObject({ status: 'reported' });
    expect(refusalOf(await forwardLeaves(s.member, { rows })).code).toBe('not_found');
  });

  it('is his own membership, and no other', async () => {
    const other = await memberOf(s, '赵六');
    expect(refusalOf(await reportLeave(other.actor, asked())).code).toBe('not_found');
  });
});

describe('a leave that the head files', () => {
  it('orders the removal at once and tells the person', async () => {
    const { first, count } = done(await fileLeave(s.headHeping, asked()));
    expect(count).toBe(1);
    expect(await requestRow(first)).toMatchObject({ status: 'submitted', decidedBy: null });
    expect(await ordersOf(first)).toMatchObject([{ kind: 'remove', status: 'open' }]);
    expect(await toldOf(member.id, first)).toEqual(['李娟已为您办理退出「和平社区工作群」']);
    done(await takeOut(first));
    expect((await membershipRow())?.until).not.toBeNull();
  });

  it('is done once when it is sent twice', async () => {
    const form = asked();
    const [one, two] = [done(await fileLeave(s.headHeping, form)), done(await fileLeave(s.headHeping, form))];
    expect(two).toEqual(one);
    expect(await ordersOf(one.first)).toHaveLength(1);
  });

  it('ends the membership at once in a group that lives in the portal', async () => {
    const portal = await memberOf(s, '钱七', s.groups.portal.id);
    const { first } = done(await fileLeave(s.headHeping, asked({ membershipIds: [portal.membershipId] })));
    expect(await requestRow(first)).toMatchObject({ status: 'done' });
    expect((await membershipRow(portal.membershipId))?.until).not.toBeNull();
  });

  it.each([
    ['another head', () => s.headXinhua, 'not_found'],
    ['a member', () => s.member, 'not_found'],
    ['the group administrator', () => s.groupAdmin, 'not_found'],
    ['a leader', () => s.leader, 'not_found'],
    ['the supervisor', () => s.supervisor, 'not_found'],
    ['the auditor', () => s.auditor, 'not_found'],
  ] as const)('is refused to %s', async (_who, actor, code) => {
    expect(refusalOf(await fileLeave(actor(), asked())).code).toBe(code);
    expect(await db().$count(memberships, isNull(memberships.until))).toBeGreaterThan(0);
  });

  it('is refused, naming it, while a request is under way', async () => {
    const { first } = done(await reportLeave(member.actor, asked()));
    const { number } = await requestRow(first);
    expect(refusalOf(await fileLeave(s.headHeping, asked())).message).toContain(number);
  });

  it('is refused for whoever administers the group', async () => {
    await db().insert(roleAssignments).values({
      id: newId(),
      personId: member.id,
      role: 'group_admin',
      groupId: s.groups.heping.id,
      startsAt: now(),
    });
    const refusal = refusalOf(await fileLeave(s.office, asked()));
    expect(refusal).toMatchObject({ code: 'rule', message: expect.stringContaining('群管理员') });
  });

  it('goes back to the Office when it cannot be done, and is ordered anew', async () => {
    const { first } = done(await fileLeave(s.headHeping, asked()));
    const [order] = await ordersOf(first);
    done(
      await failOrders(s.groupAdmin, { orders: [{ id: order?.id ?? '', version: 1 }], reason: '已不在群里' }),
    );
    done(await reissueOrder(s.office, { id: order?.id ?? '' }));
    expect(await ordersOf(first)).toMatchObject([{ status: 'failed' }, { status: 'open', clause: '2.3.1' }]);
    done(await takeOut(first));
    expect(await requestRow(first)).toMatchObject({ status: 'done' });
  });

  it('is shown as waiting for the group, and for the Office once it could not be done', async () => {
    const { first } = done(await fileLeave(s.headHeping, asked()));
    expect(await requestFigures(s.office)).toMatchObject({ submitted: 0, overdue: 0, approved: 1 });
    const list = async (wait: string) =>
      (await listRequests(s.office, parseList(requestList, { wait }))).rows;
    expect(await list('office')).toEqual([]);
    const [order] = await ordersOf(first);
    done(
      await failOrders(s.groupAdmin, { orders: [{ id: order?.id ?? '', version: 1 }], reason: '已不在群里' }),
    );
    expect(await list('office')).toMatchObject([{ id: first, order: { status: 'failed' } }]);
    expect(await list('me')).toEqual([]);
  });

  it('tells the group’s administrator of the order when it is withdrawn, which he can open', async () => {
    const { first } = done(await fileLeave(s.headHeping, asked()));
    const [order] = await ordersOf(first);
    done(await withdrawLeave(s.headHeping, { id: first, version: 1 }));
    const told = await db()
      .select({ href: notifications.href, detail: notifications.detail })
      .from(notifications)
      .where(
        and(
          eq(notifications.personId, s.groupAdmin.personId ?? ''),
          eq(notifications.title, '王五退出「和平社区工作群」的申请已撤回'),
        ),
      );
    expect(told).toEqual([
      { href: `/orders/${order?.id}`, detail: `办理单 ${order?.number} 已取消，请不要再移出` },
    ]);
  });

  it('cannot be withdrawn once he has departed', async () => {
    const { first } = done(await fileLeave(s.headHeping, asked()));
    done(await departPerson(s.office, { id: member.id, reason: '退休' }));
    const refusal = refusalOf(await withdrawLeave(s.headHeping, { id: first, version: 1 }));
    expect(refusal).toMatchObject({ code: 'rule', message: expect.stringContaining('已离任') });
    expect(await ordersOf(first)).toMatchObject([{ kind: 'remove', status: 'open' }]);
    expect((await requestDetail(s.headHeping, first))?.may).toMatchObject({ withdraw: false });
  });

  it('lets him be asked for again afterwards', async () => {
    const { first } = done(await fileLeave(s.headHeping, asked()));
    expect(refusalOf(await submitJoin(s.headHeping, joinOf(s, member.id))).code).toBe('rule');
    done(await takeOut(first));
    done(await submitJoin(s.headHeping, joinOf(s, member.id)));
  });
});

describe('what is not for a leave', () => {
  it('nobody approves it, and a join is neither handed on nor withdrawn as one', async () => {
    const { first } = done(await fileLeave(s.headHeping, asked()));
    const decision = { id: first, version: 1, decision: 'approve' } as const;
    expect(refusalOf(await decideRequest(s.office, decision)).code).toBe('forbidden');
    expect(refusalOf(await withdrawRequest(s.headHeping, { id: first, version: 1 })).code).toBe('not_found');
    const person = await makePerson('孙八', s.units.heping);
    const join = done(await submitJoin(s.headHeping, joinOf(s, person.id)));
    const rows = { rows: [{ id: join.id, version: 1 }] };
    expect(refusalOf(await forwardLeaves(s.headHeping, rows)).code).toBe('not_found');
    expect(refusalOf(await withdrawLeave(s.headHeping, { id: join.id, version: 1 })).code).toBe('not_found');
  });

  it('a delegate hands it on in the name of the head', async () => {
    const chen = await makePerson('陈静', s.units.heping);
    const delegate = actorOf(chen, s.units.heping, {
      role: 'unit_head',
      unitIds: [s.units.heping.id],
      onBehalfOf: { id: s.headHeping.personId ?? '', name: s.headHeping.name },
    });
    const { first } = done(await reportLeave(member.actor, asked()));
    done(await forwardLeaves(delegate, { rows: [{ id: first, version: 1 }] }));
    const trail = await trailOf('leave', first);
    expect(trail.at(-1)).toMatchObject({ action: 'leave.forward', onBehalfOfName: '李娟' });
  });
});

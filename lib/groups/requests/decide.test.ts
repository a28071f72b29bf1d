import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { notifications, settings } from '@/db/schema/house';
import { accounts, people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { done, joinOf, ordersOf, refusalOf, requestRow, submitted, trailOf } from '@/db/testing/joining';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { formatMoment } from '@/lib/core/time';
import { forgetSettings } from '@/lib/settings/queries';
import { decideRequest, decideRequests } from './commands/decide';
import { submitJoin } from './commands/submit';
import { decideInput, decideManyInput } from './input';

const monday = new Date('2026-11-16T09:00:00+08:00');
let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

const told = (personId: string | null) =>
  db()
    .select({ title: notifications.title, detail: notifications.detail, href: notifications.href })
    .from(notifications)
    .where(eq(notifications.personId, personId ?? ''));

const approve = (row: { id: string; version: number }) => ({ ...pick(row), decision: 'approve' as const });
const reject = (row: { id: string; version: number }) => ({
  ...pick(row),
  decision: 'reject' as const,
  reason: '请先加入社区群',
});
const pick = ({ id, version }: { id: string; version: number }) => ({ id, version });

describe('approving', () => {
  it('opens one order for the group’s administrator, due in a working day, and says so', async () => {
    const friday = new Date('2026-11-20T16:00:00+08:00');
    const request = await withClock(friday, () => submitted(s));
    await withClock(friday, async () => done(await decideRequest(s.office, approve(request))));
    expect(await requestRow(request.id)).toMatchObject({
      status: 'approved',
      version: 2,
      decidedBy: s.office.personId,
    });
    const [order, ...more] = await ordersOf(request.id);
    expect(more).toEqual([]);
    expect(order).toMatchObject({
      kind: 'add',
      status: 'open',
      number: expect.stringMatching(/^OD-2026-\d{4}$/),
      nickname: '和平王五',
      personId: request.personId,
      clause: '2.1.1',
    });
    expect(order && formatMoment(order.dueAt)).toBe('2026-11-23 周一 16:00');
    expect(await told(s.groupAdmin.personId)).toMatchObject([
      { title: '请将王五加入「和平社区工作群」', href: `/orders/${order?.id}` },
    ]);
    expect(await told(s.headHeping.personId)).toMatchObject([
      { title: '王五加入「和平社区工作群」的申请已通过' },
    ]);
    expect(await trailOf('membership', request.id)).toMatchObject([
      { action: 'membership.submit' },
      {
        action: 'membership.approve',
        actorName: '周敏',
        actingRole: 'office_admin',
        clause: '2.1.1',
        before: { status: 'submitted' },
        after: { status: 'approved' },
      },
    ]);
    expect(await trailOf('order', order?.id ?? '')).toMatchObject([
      { action: 'order.open', actingRole: 'office_admin', after: { person: '王五', origin: request.number } },
    ]);
  });

  it('goes to the Office when the group has no administrator', async () => {
    const request = await submitted(s, s.headHeping, s.groups.portal.id);
    await db().update(groups).set({ platform: 'feishu' }).where(eq(groups.id, s.groups.portal.id));
    done(await decideRequest(s.office, approve(request)));
    expect(await told(s.office2.personId)).toMatchObject([
      { title: '王五申请加入「街道工作总群」，请审核' },
      { title: '请将王五加入「街道工作总群」' },
    ]);
  });

  it('completes itself in a group of the portal: member, request done, order done by the system', async () => {
    const request = await submitted(s, s.headHeping, s.groups.portal.id);
    await db()
      .insert(accounts)
      .values({ id: newId(), personId: request.personId, username: 'wangwu', createdAt: now() });
    done(await decideRequest(s.office, approve(request)));
    const row = await requestRow(request.id);
    expect(row).toMatchObject({ status: 'done', version: 3, decidedBy: s.office.personId });
    const [order] = await ordersOf(request.id);
    expect(order).toMatchObject({ status: 'done', handledBy: null, statusByName: '系统' });
    const [member] = await db().select().from(memberships).where(eq(memberships.originRequestId, request.id));
    expect(member).toMatchObject({
      personId: request.personId,
      groupId: s.groups.portal.id,
      unitId: s.units.heping.id,
      nickname: '和平王五',
      nicknameState: 'to_set',
      origin: 'join',
      until: null,
    });
    expect(await told(request.personId)).toMatchObject([
      { title: '您已加入「街道工作总群」', href: `/groups/${s.groups.portal.id}` },
    ]);
    expect(await told(s.headHeping.personId)).toMatchObject([
      { title: '王五加入「街道工作总群」的申请已通过', detail: '已加入，本平台的群不用办理' },
    ]);
    expect(
      (await trailOf('membership', request.id)).map(({ action, actorName }) => `${action} ${actorName}`),
    ).toEqual(['membership.submit 李娟', 'membership.approve 周敏', 'membership.finish 系统']);
  });

  it('carries the nickname that is right now, when the separator or the unit’s short name has changed since', async () => {
    const request = await submitted(s);
    await db()
      .insert(settings)
      .values({ key: 'nickname.separator', value: '-', version: 1, changedAt: now() });
    await db().update(units).set({ shortName: '和平里' }).where(eq(units.id, s.units.heping.id));
    forgetSettings();
    done(await decideRequest(s.office, approve(request)));
    expect((await requestRow(request.id)).nickname).toBe('和平里-王五');
    expect((await ordersOf(request.id))[0]?.nickname).toBe('和平里-王五');
    expect(await trailOf('membership', request.id)).toContainEqual(
      expect.objectContaining({
        action: 'membership.nickname',
        before: { nickname: '和平王五' },
        after: { nickname: '和平里-王五' },
      }),
    );
  });

  it('is refused when something came in the way meanwhile; rejecting stays possible', async () => {
    const request = await submitted(s);
    await db().update(people).set({ departedAt: now() }).where(eq(people.id, request.personId));
    expect(refusalOf(await decideRequest(s.office, approve(request)))).toMatchObject({
      code: 'rule',
      message: '王五已离任，不能入群，请驳回',
    });
    expect(await requestRow(request.id)).toMatchObject({ status: 'submitted', version: 1 });
    done(await decideRequest(s.office, reject(request)));
    expect((await requestRow(request.id)).status).toBe('rejected');
  });
});

describe('rejecting', () => {
  it('needs a reason, keeps the row, tells the requester why', async () => {
    const request = await submitted(s);
    expect(decideInput.safeParse({ ...approve(request), decision: 'reject' }).success).toBe(false);
    done(await decideRequest(s.office, reject(request)));
    expect(await requestRow(request.id)).toMatchObject({
      status: 'rejected',
      decisionReason: '请先加入社区群',
    });
    expect(await ordersOf(request.id)).toEqual([]);
    expect(await told(s.headHeping.personId)).toMatchObject([
      { title: '王五加入「和平社区工作群」的申请被驳回', detail: '请先加入社区群' },
    ]);
    expect((await trailOf('membership', request.id)).at(-1)).toMatchObject({
      action: 'membership.reject',
      reason: '请先加入社区群',
    });
  });
});

describe('approving many with some rejected among them', () => {
  it('decides all of them at once, each as it was marked, and tells why only of the rejected', async () => {
    const [one, two, bad] = [await submitted(s), await submitted(s), await submitted(s)];
    const seen = ({ id, version }: { id: string; version: number }) => ({ id, version });
    const rows = [seen(one), { ...seen(bad), reject: true }, seen(two)];
    const value = done(
      await decideRequests(s.office, { rows, decision: 'approve', reason: '不承担此项工作' }),
    );
    expect(value).toEqual({ decided: 3, refused: [] });
    expect(await requestRow(one.id)).toMatchObject({ status: 'approved', decisionReason: null });
    expect(await requestRow(two.id)).toMatchObject({ status: 'approved', decisionReason: null });
    expect(await requestRow(bad.id)).toMatchObject({ status: 'rejected', decisionReason: '不承担此项工作' });
    expect(await ordersOf(bad.id)).toEqual([]);
    expect(await ordersOf(one.id)).toHaveLength(1);
  });

  it('needs a reason as soon as one is rejected', async () => {
    const { id, version } = await submitted(s);
    const rows = [{ id, version, reject: true }];
    const parsed = decideManyInput.safeParse({ rows, decision: 'approve' });
    expect(parsed.error?.issues[0]?.message).toBe('驳回需要填写审核意见');
  });
});

describe('separation of duties', () => {
  it('nobody decides what he asked for himself', async () => {
    const request = await submitted(s, s.office);
    expect(refusalOf(await decideRequest(s.office, approve(request)))).toMatchObject({
      code: 'forbidden',
      message: '本人提交的申请须由其他管理员审核',
    });
    done(await decideRequest(s.office2, approve(request)));
  });

  it('nor what his delegate asked for in his stead', async () => {
    const chen = actorOf(await makePerson('陈静', s.units.heping), s.units.heping, {
      role: 'unit_head',
      unitIds: [s.units.heping.id],
      onBehalfOf: { id: s.office.personId ?? '', name: s.office.name },
    });
    const request = await submitted(s, chen);
    expect(refusalOf(await decideRequest(s.office, approve(request))).code).toBe('forbidden');
  });

  it('nor what concerns himself', async () => {
    const self = s.office.personId ?? '';
    const { id } = done(await submitJoin(s.office2, joinOf(s, self, { unitId: s.units.office.id })));
    expect(refusalOf(await decideRequest(s.office, { id, version: 1, decision: 'approve' }))).toMatchObject({
      message: '本人的入群申请须由其他管理员审核',
    });
  });
});

describe('what the decider saw', () => {
  it('an older version is refused, naming who decided', async () => {
    const request = await submitted(s);
    done(await decideRequest(s.office, approve(request)));
    const refusal = refusalOf(await decideRequest(s.office2, reject(request)));
    expect(refusal).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^已由周敏于 .* 处理/),
    });
    expect(await requestRow(request.id)).toMatchObject({ status: 'approved' });
  });

  it('a version that never was is refused', async () => {
    const request = await submitted(s);
    expect(refusalOf(await decideRequest(s.office, { ...approve(request), version: 7 })).code).toBe(
      'conflict',
    );
  });
});

describe('many at once', () => {
  it('decides what it may and says of every other row why not; refusals are audited', async () => {
    const free = await submitted(s);
    const own = await submitted(s, s.office);
    const gone = await submitted(s);
    done(await decideRequest(s.office2, approve(gone)));
    const rows = [free, own, gone].map(pick).concat({ id: newId(), version: 1 });
    const value = done(await decideRequests(s.office, { rows, decision: 'approve' }));
    expect(value.decided).toBe(1);
    expect(value.refused.map(({ number, refusal }) => [number, refusal?.code])).toEqual([
      [own.number, 'forbidden'],
      [gone.number, 'conflict'],
      ['', 'not_found'],
    ]);
    expect(await ordersOf(free.id)).toHaveLength(1);
    expect(await ordersOf(own.id)).toEqual([]);
    expect((await trailOf('membership', own.id)).at(-1)).toMatchObject({
      outcome: 'refused',
      code: 'forbidden',
    });
  });

  it('tells a group’s administrator once of several orders', async () => {
    const rows = [await submitted(s), await submitted(s), await submitted(s)].map(pick);
    done(await decideRequests(s.office, { rows, decision: 'approve' }));
    expect(await told(s.groupAdmin.personId)).toMatchObject([
      { title: '请将 3 人加入「和平社区工作群」', href: `/orders?group=${s.groups.heping.id}` },
    ]);
  });

  it('takes at most five hundred, each once', () => {
    const row = { id: newId(), version: 1 };
    const many = Array.from({ length: 501 }, () => ({ id: newId(), version: 1 }));
    expect(decideManyInput.safeParse({ rows: many, decision: 'approve' }).success).toBe(false);
    expect(decideManyInput.safeParse({ rows: [row, row], decision: 'approve' }).success).toBe(false);
    expect(decideManyInput.safeParse({ rows: [row], decision: 'approve' }).success).toBe(true);
  });
});

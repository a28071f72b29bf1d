import { and, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { notifications } from '@/db/schema/house';
import { people, secondaryPostings } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { done, joinOf, refusalOf, requestRow, submitted, trailOf } from '@/db/testing/joining';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { formatMoment } from '@/lib/core/time';
import { submitJoin } from './commands/submit';

let s: TestStreet;
let wang: { id: string; name: string };
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  wang = await makePerson('王五', s.units.heping);
});

/** 李娟's duty in other hands: decisions say 代. */
async function delegate() {
  const person = await makePerson('陈静', s.units.heping);
  return actorOf(person, s.units.heping, {
    role: 'unit_head',
    unitIds: [s.units.heping.id],
    onBehalfOf: { id: s.headHeping.personId ?? '', name: s.headHeping.name },
  });
}

const rowsOf = (personId: string) =>
  db().select().from(membershipRequests).where(eq(membershipRequests.personId, personId));

describe('submitting a join request (2.1.1)', () => {
  it('keeps the request with number, nickname and deadline, and records who asked', async () => {
    const value = done(await submitJoin(s.headHeping, joinOf(s, wang.id)));
    expect(value).toMatchObject({ number: expect.stringMatching(/^RQ-\d{4}-\d{4}$/), nickname: '和平王五' });
    expect(await requestRow(value.id)).toMatchObject({
      status: 'submitted',
      version: 1,
      unitId: s.units.heping.id,
      submittedBy: s.headHeping.personId,
      submittedFor: null,
      decidedBy: null,
    });
    expect(await trailOf('membership', value.id)).toMatchObject([
      {
        action: 'membership.submit',
        outcome: 'done',
        actorName: '李娟',
        actorUnit: '和平社区',
        actingRole: 'unit_head',
        clause: '2.1.1',
        reason: '新到岗网格员',
        before: null,
        after: {
          status: 'submitted',
          person: '王五',
          unit: '和平社区',
          group: '和平社区工作群',
          nickname: '和平王五',
        },
      },
    ]);
  });

  it('is due two working days later, across the National Day holiday', async () => {
    // Wednesday before the holiday of 1 to 7 October 2026; 10 October is a working Saturday.
    const eve = new Date('2026-09-30T15:00:00+08:00');
    const value = await withClock(eve, async () => done(await submitJoin(s.headHeping, joinOf(s, wang.id))));
    expect(formatMoment(new Date(value.dueAt))).toBe('2026-10-09 周五 15:00');
  });

  it('says 代 for a delegate, in the row and in the audit trail', async () => {
    const { id } = done(await submitJoin(await delegate(), joinOf(s, wang.id)));
    expect(await requestRow(id)).toMatchObject({ submittedFor: s.headHeping.personId });
    expect(await trailOf('membership', id)).toMatchObject([
      { actorName: '陈静', actingRole: 'unit_head', onBehalfOfName: '李娟' },
    ]);
  });

  it('takes a person by a secondary posting, and names the nickname after that unit', async () => {
    await db()
      .insert(secondaryPostings)
      .values({ id: newId(), personId: wang.id, unitId: s.units.xinhua.id, startsOn: '2020-01-01' });
    const input = joinOf(s, wang.id, { unitId: s.units.xinhua.id });
    expect(done(await submitJoin(s.headXinhua, input)).nickname).toBe('新华王五');
  });

  it('lets the Office ask for any unit', async () => {
    expect(done(await submitJoin(s.office, joinOf(s, wang.id))).number).toMatch(/^RQ-/);
  });
});

describe('what is refused at submission', () => {
  it.each([
    ['the head of another unit', () => s.headXinhua],
    ['a member', () => s.member],
    ['a group administrator', () => s.groupAdmin],
    ['a leader', () => s.leader],
    ['the system administrator', () => s.sysadmin],
    ['the auditor', () => s.auditor],
    ['the supervisor', () => s.supervisor],
  ])('%s may not ask for 和平社区', async (_, actor) => {
    expect(refusalOf(await submitJoin(actor(), joinOf(s, wang.id)))).toMatchObject({
      code: 'forbidden',
      clause: '2.1.1',
    });
    expect(await rowsOf(wang.id)).toEqual([]);
  });

  it('a person of another unit', async () => {
    const other = await makePerson('赵六', s.units.xinhua);
    expect(refusalOf(await submitJoin(s.headHeping, joinOf(s, other.id)))).toMatchObject({
      code: 'rule',
      message: '赵六不在和平社区任职，请由其所在单位申请',
      fields: { personId: expect.any(String) },
    });
  });

  it('somebody who is a member already', async () => {
    const refusal = refusalOf(await submitJoin(s.headHeping, joinOf(s, s.member.personId ?? '')));
    expect(refusal).toMatchObject({ code: 'rule', message: '刘洋已在「和平社区工作群」中，无需申请' });
  });

  it('a second request, naming the first and who sent it', async () => {
    const first = done(await submitJoin(s.headHeping, joinOf(s, wang.id)));
    const refusal = refusalOf(await submitJoin(s.office, joinOf(s, wang.id)));
    expect(refusal.code).toBe('rule');
    expect(refusal.message).toContain(first.number);
    expect(refusal.message).toContain('李娟');
    expect(await rowsOf(wang.id)).toHaveLength(1);
  });

  it('somebody who has left, an archived group, a dissolved unit, and what does not exist', async () => {
    await db().update(people).set({ departedAt: now() }).where(eq(people.id, wang.id));
    expect(refusalOf(await submitJoin(s.headHeping, joinOf(s, wang.id))).message).toBe(
      '王五已离任，不能入群',
    );
    const li = await makePerson('李四', s.units.heping);
    await db()
      .update(groups)
      .set({ archivedAt: now(), archivedReason: '合并' })
      .where(eq(groups.id, s.groups.heping.id));
    expect(refusalOf(await submitJoin(s.headHeping, joinOf(s, li.id))).message).toContain('已归档');
    const portal = { groupId: s.groups.portal.id };
    await db().update(units).set({ archivedAt: now() }).where(eq(units.id, s.units.heping.id));
    expect(refusalOf(await submitJoin(s.headHeping, joinOf(s, li.id, portal))).message).toContain('已撤销');
    expect(refusalOf(await submitJoin(s.office, joinOf(s, newId(), portal))).code).toBe('not_found');
  });

  it('keeps each refusal in the audit trail with its code', async () => {
    await submitJoin(s.headXinhua, joinOf(s, wang.id));
    const trail = await trailOf('group', s.groups.heping.id);
    expect(trail.at(-1)).toMatchObject({
      action: 'membership.submit',
      outcome: 'refused',
      code: 'forbidden',
      actorName: '孙强',
    });
  });
});

describe('sent twice', () => {
  it('one after the other, the same form is one request and gets one answer', async () => {
    const input = joinOf(s, wang.id);
    const first = done(await submitJoin(s.headHeping, input));
    expect(done(await submitJoin(s.headHeping, input))).toEqual(first);
    expect(await rowsOf(wang.id)).toHaveLength(1);
  });

  it('at the same moment, the same form is one request and gets one answer', async () => {
    const input = joinOf(s, wang.id);
    const answers = await Promise.all([1, 2, 3].map(() => submitJoin(s.headHeping, input)));
    expect(new Set(answers.map((answer) => done(answer).id)).size).toBe(1);
    expect(await rowsOf(wang.id)).toHaveLength(1);
  });

  it('by two heads at once, exactly one is kept and the other is told of it', async () => {
    await db()
      .insert(secondaryPostings)
      .values({ id: newId(), personId: wang.id, unitId: s.units.xinhua.id, startsOn: '2020-01-01' });
    const [one, two] = await Promise.all([
      submitJoin(s.headHeping, joinOf(s, wang.id)),
      submitJoin(s.headXinhua, joinOf(s, wang.id, { unitId: s.units.xinhua.id })),
    ]);
    const refusal = refusalOf(one.ok ? two : one);
    const kept = await rowsOf(wang.id);
    expect(kept).toHaveLength(1);
    expect(refusal).toMatchObject({ code: 'rule', message: expect.stringContaining(kept[0]?.number ?? '?') });
  });

  it('after the first was withdrawn, it is a new request', async () => {
    const first = await submitted(s);
    await db()
      .update(membershipRequests)
      .set({ status: 'withdrawn' })
      .where(and(eq(membershipRequests.id, first.id)));
    expect(done(await submitJoin(s.headHeping, joinOf(s, first.personId))).number).not.toBe(first.number);
  });
});

it('waits for a unit that is being archived at this moment, and is refused then', async () => {
  const waits = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const { answer } = await db().transaction(async (tx) => {
    await tx.update(units).set({ archivedAt: now() }).where(eq(units.id, s.units.heping.id));
    const answer = submitJoin(s.headHeping, joinOf(s, wang.id));
    while (!(await tx.execute(waits)).length);
    return { answer };
  });
  expect(refusalOf(await answer)).toMatchObject({
    code: 'rule',
    message: expect.stringContaining('已撤销'),
  });
});

it('tells everybody of the Office at submission, but for himself, and nobody else', async () => {
  const request = await submitted(s, s.office);
  expect(await db().select().from(notifications)).toMatchObject([
    {
      personId: s.office2.personId,
      kind: 'membership',
      title: '王五申请加入「和平社区工作群」，请审核',
      detail: `和平社区 · ${request.number}`,
      href: `/membership/${request.id}`,
    },
  ]);
});

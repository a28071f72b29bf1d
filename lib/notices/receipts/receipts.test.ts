import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { memberships } from '@/db/schema/membership';
import { noticeChases, noticeReceipts } from '@/db/schema/receipts';
import { openAccount } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { trailOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { acknowledge, readNotice } from './commands/answer';
import { chaseReceipts } from './commands/chase';
import { collectReplies } from './commands/collect';
import { remindReceipts } from './commands/remind';
import { remindReceiptsJob } from './jobs';
import { receiptList } from './list';
import { receiptFigures } from './queries/figures';
import { followedNotice, listReceipts } from './queries/list';
import { matchReplies } from './queries/match';
import { receiptStateOf } from './rules';

const monday = new Date('2026-11-16T10:00:00+08:00');
const due = new Date('2026-11-17T17:00:00+08:00');
const at = <T>(work: () => Promise<T>, when = monday): Promise<T> => withClock(when, work);

let s: TestStreet;
let zhao: Actor;
let id: string;

async function join(name: string, unit: keyof TestStreet['units']): Promise<Actor> {
  const person = await makePerson(name, s.units[unit]);
  await db()
    .insert(memberships)
    .values({
      ...{ id: newId(), groupId: s.groups.heping.id, personId: person.id, unitId: s.units[unit].id },
      ...{ nickname: name, nicknameState: 'confirmed', nicknameConfirmedAt: monday },
      ...{ origin: 'baseline', since: monday },
    });
  await openAccount({ personId: person.id });
  return actorOf(person, s.units[unit], { role: 'member', groupIds: [s.groups.heping.id] });
}

const publish = (more: object = {}) =>
  insertNotice({
    author: s.groupAdmin,
    unit: s.units.heping,
    title: '防汛值守安排',
    groups: [s.groups.heping],
    status: 'published',
    receiptWanted: 'acknowledge',
    receiptDueAt: due,
    ...more,
  });

/** 刘洋 and 赵敏 of 和平, 孙丽 and 周涛 of 新华. */
beforeEach(async () => {
  await emptyStreet();
  await at(async () => {
    s = await makeStreet();
    await openAccount(s.member);
    zhao = await join('赵敏', 'heping');
    await join('孙丽', 'xinhua');
    await join('周涛', 'xinhua');
    id = (await publish()).notice.id;
  });
});

const code = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);
const receiptOf = async (actor: Actor) => {
  const [row] = await db()
    .select()
    .from(noticeReceipts)
    .where(and(eq(noticeReceipts.noticeId, id), eq(noticeReceipts.personId, actor.personId ?? '')));
  return row;
};
const say = (actor: Actor, reply = '') => at(() => acknowledge(actor, { noticeId: id, reply }));
const chase = (actor: Actor, unitId: string | null = null, when = monday) =>
  at(() => chaseReceipts(actor, { noticeId: id, unitId }), when);
const figuresOf = async (actor: Actor) => {
  const notice = await followedNotice(actor, id);
  return notice && at(() => receiptFigures(actor, notice));
};

describe('opening and acknowledging', () => {
  it('opens a receipt for everybody in the groups but the author', async () => {
    expect(await db().$count(noticeReceipts, eq(noticeReceipts.noticeId, id))).toBe(4);
    expect(await receiptOf(s.groupAdmin)).toBeUndefined();
  });

  it('records the first opening by somebody it is for, and nothing by others', async () => {
    expect(await at(() => readNotice(s.member, { noticeId: id }))).toEqual({
      ok: true,
      value: { read: true },
    });
    const first = await receiptOf(s.member);
    expect(first).toMatchObject({ readAt: monday, source: 'portal', acknowledgedAt: null });
    expect(await at(() => readNotice(s.member, { noticeId: id }), due)).toEqual({
      ok: true,
      value: { read: false },
    });
    expect((await receiptOf(s.member))?.readAt).toEqual(monday);
    expect(code(await at(() => readNotice(s.office, { noticeId: id })))).toBe('not_found');
  });

  it('keeps one acknowledgement of two sent at once, and one record of it', async () => {
    const results = await Promise.all([say(s.member, '收到'), say(s.member, '已知悉')]);
    expect(results.map(code).toSorted()).toEqual(['conflict', 'done']);
    const records = await db().$count(
      auditEvents,
      and(eq(auditEvents.action, 'receipt.acknowledge'), eq(auditEvents.outcome, 'done')),
    );
    expect(records).toBe(1);
  });

  it.each([
    ['somebody it is not for', 'office', {}, 'not_found'],
    ['one that only wants to be read', 'member', { receiptWanted: 'read', receiptDueAt: null }, 'rule'],
    ['one that was recalled', 'member', { status: 'recalled' }, 'rule'],
  ] as const)('refuses %s', async (_, who, more, expected) => {
    id = (await at(() => publish(more))).notice.id;
    expect(code(await say(s[who]))).toBe(expected);
  });
});

describe('who sees and chases', () => {
  const whole = { heping: 2, xinhua: 2 };
  it.each([
    ['groupAdmin', whole, true],
    ['headHeping', whole, true],
    ['office', whole, true],
    ['supervisor', whole, false],
    ['headXinhua', null, false],
    ['member', null, false],
    ['leader', null, false],
  ] as const)('%s', async (kind, seen, chases) => {
    const figures = await figuresOf(s[kind]);
    const counted =
      figures && Object.fromEntries(figures.units.map((unit) => [unit.unitName.slice(0, 2), unit.total]));
    expect(counted).toEqual(seen && { 和平: seen.heping, 新华: seen.xinhua });
    expect(figures?.may.chaseAll ?? false).toBe(chases);
    const answer = code(await chase(s[kind]));
    expect(answer === 'done').toBe(chases);
  });

  it('shows another unit’s head his own people, and lets him chase these', async () => {
    await db()
      .insert(memberships)
      .values({
        ...{
          id: newId(),
          groupId: s.groups.heping.id,
          personId: s.headXinhua.personId ?? '',
          unitId: s.units.xinhua.id,
        },
        ...{
          nickname: '新华孙强',
          nicknameState: 'confirmed',
          nicknameConfirmedAt: monday,
          origin: 'baseline',
          since: monday,
        },
      });
    const head = {
      ...s.headXinhua,
      grants: s.headXinhua.grants.map((grant) =>
        grant.role === 'member' ? { ...grant, groupIds: [s.groups.heping.id] } : grant,
      ),
    };
    const figures = await figuresOf(head);
    expect(figures?.units.map(({ unitName, total }) => [unitName, total])).toEqual([['新华社区', 2]]);
    const rows = await listReceipts(head, parseList(receiptList, { notice: id }));
    expect(rows.rows.map(({ name }) => name).toSorted()).toEqual(['周涛', '孙丽']);
    expect(code(await chase(head))).toBe('forbidden');
    expect(await chase(head, s.units.xinhua.id)).toEqual({ ok: true, value: { people: 2, unreached: 0 } });
    expect(code(await chase(head, s.units.heping.id))).toBe('forbidden');
  });
});

describe('the list of persons', () => {
  it('begins with those of whom something is still wanted', async () => {
    await say(s.member);
    await at(() => readNotice(zhao, { noticeId: id }));
    const listed = async (sort?: string) =>
      (await listReceipts(s.office, parseList(receiptList, { notice: id, sort }))).rows.map(receiptStateOf);
    expect(await listed()).toEqual(['missing', 'missing', 'read', 'acknowledged']);
    expect(await listed('-state')).toEqual(['acknowledged', 'read', 'missing', 'missing']);
  });
});

describe('chasing', () => {
  it('asks those missing, and nobody who has answered', async () => {
    await say(s.member);
    const before = await db().$count(notifications);
    expect(await chase(s.office)).toEqual({ ok: true, value: { people: 3, unreached: 0 } });
    expect((await db().$count(notifications)) - before).toBe(3);
  });

  it('asks nobody more than twice a day, whoever sets about it, and again the next day', async () => {
    const answers = await Promise.all([
      chase(s.office),
      chase(s.groupAdmin),
      chase(s.headHeping),
      chase(s.office),
    ]);
    expect(answers.map(code).toSorted()).toEqual(['done', 'done', 'limited', 'limited']);
    expect(await db().$count(noticeChases)).toBe(2);
    expect(code(await chase(s.office, s.units.xinhua.id))).toBe('limited');
    expect(code(await chase(s.office, null, new Date('2026-11-17T09:00:00+08:00')))).toBe('done');
  });

  it('passes over units that were chased twice already', async () => {
    await chase(s.office, s.units.xinhua.id);
    await chase(s.office, s.units.xinhua.id);
    expect(await chase(s.office)).toEqual({ ok: true, value: { people: 2, unreached: 0 } });
  });
});

describe('answers collected in the chat', () => {
  const text = '1. 和平刘洋 收到\n2. 新华周涛 已知悉，明天到岗\n3. 王大锤 收到\n4. 和平刘洋 收到';

  it('finds whom they are from, and enters them once, with who entered them', async () => {
    const { rows } = await matchReplies(s.groupAdmin, { noticeId: id, text });
    expect(rows.map(({ person, above, below }) => [person?.name ?? null, above, below])).toEqual([
      ['刘洋', null, 3],
      ['周涛', null, null],
      [null, null, null],
      ['刘洋', 0, null],
    ]);
    const given = rows.flatMap(({ person, below, reply }) =>
      person && below === null ? [{ personId: person.personId, reply }] : [],
    );
    const form = { submissionId: newId(), noticeId: id, rows: given };
    const twice = await Promise.all([
      at(() => collectReplies(s.groupAdmin, form)),
      at(() => collectReplies(s.groupAdmin, form)),
    ]);
    for (const one of twice) expect(one).toEqual({ ok: true, value: { entered: 2, before: 0 } });
    expect((await trailOf('notice', id)).at(-1)?.after).toEqual({ people: 2, names: '刘洋、周涛' });
    expect(await receiptOf(s.member)).toMatchObject({
      ...{
        source: 'chat',
        recordedBy: s.groupAdmin.personId,
        reply: '收到',
        readAt: monday,
        acknowledgedAt: monday,
      },
    });
  });

  it('leaves what somebody acknowledged himself as it is', async () => {
    await say(s.member, '本人确认');
    const rows = [{ personId: s.member.personId ?? '', reply: '收到' }];
    const answer = await at(() => collectReplies(s.office, { submissionId: newId(), noticeId: id, rows }));
    expect(answer).toEqual({ ok: true, value: { entered: 0, before: 1 } });
    expect(await receiptOf(s.member)).toMatchObject({ source: 'portal', reply: '本人确认' });
  });

  it('enters nobody when somebody is named whom the notice is not for', async () => {
    const rows = [zhao, s.sysadmin].map(({ personId }) => ({ personId: personId ?? '', reply: '' }));
    const answer = await at(() => collectReplies(s.office, { submissionId: newId(), noticeId: id, rows }));
    expect(code(answer)).toBe('rule');
    expect((await receiptOf(zhao))?.acknowledgedAt).toBeNull();
  });

  it('is refused to whoever follows nobody’s receipts, and to a supervisor', async () => {
    for (const actor of [s.member, s.supervisor]) {
      const rows = [{ personId: zhao.personId ?? '', reply: '' }];
      const answer = await at(() => collectReplies(actor, { submissionId: newId(), noticeId: id, rows }));
      expect(code(answer)).toBe('forbidden');
    }
  });
});

describe('reminders', () => {
  const remind = (when: string) =>
    at(() => remindReceiptsJob(systemActor('receipts.remind')), new Date(when));

  it('come once before it is due and once after, and tell the author once', async () => {
    expect(await remind('2026-11-16T14:00:00+08:00')).toEqual({ ok: true, value: { reminded: 0 } });
    expect(await remind('2026-11-17T14:00:00+08:00')).toEqual({ ok: true, value: { reminded: 4 } });
    expect(await remind('2026-11-17T14:30:00+08:00')).toEqual({ ok: true, value: { reminded: 0 } });
    await say(s.member);
    expect(await remind('2026-11-18T09:00:00+08:00')).toEqual({ ok: true, value: { reminded: 3 } });
    expect(await remind('2026-11-18T09:30:00+08:00')).toEqual({ ok: true, value: { reminded: 0 } });
    const told = await db().$count(notifications, eq(notifications.personId, s.groupAdmin.personId ?? ''));
    expect(told).toBe(1);
  });

  it('wait for office hours, and are nobody’s to ask for', async () => {
    expect(await remind('2026-11-18T20:00:00+08:00')).toEqual({ ok: true, value: { reminded: 0 } });
    expect(code(await at(() => remindReceipts(s.office, {})))).toBe('forbidden');
  });
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf } from '@/db/testing/joining';
import { deliveryRows, noticeRow, orderRows, receiptRows } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { auditList } from '@/lib/audit/list';
import { listAudit } from '@/lib/audit/queries';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { failOrders, reissueOrder } from '@/lib/groups/handling/commands/fail';
import { fingerprint } from '@/lib/notices/queries/fingerprint';
import { publishFirst } from './commands/publish-first';
import type { PublishFirst } from './input';
import { emergencyForm } from './queries/form';

const saturdayNight = new Date('2026-11-21T23:10:00+08:00');

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(new Date('2026-11-02T09:00:00+08:00'), () => makeStreet());
});

const words: Omit<PublishFirst, 'submissionId' | 'unitId' | 'groupIds'> = {
  title: '沿河路积水请绕行',
  body: '沿河路桥洞积水约 40 厘米，已封闭，请绕行建设路。',
  posted: false,
  postedAt: '',
  lateReason: '',
};

const form = (more: Partial<PublishFirst> = {}): PublishFirst => ({
  submissionId: newId(),
  unitId: s.units.heping.id,
  groupIds: [s.groups.heping.id],
  ...words,
  ...more,
});

const publish = (actor: Actor, more: Partial<PublishFirst> = {}, at = saturdayNight) =>
  withClock(at, () => publishFirst(actor, form(more)));

const stepsOf = (id: string) => db().select().from(noticeSteps).where(eq(noticeSteps.noticeId, id));

describe('an emergency', () => {
  it('is out at once on a Saturday night: in the outbox, before its people, with its review to come', async () => {
    const { id, number } = done(await publish(s.groupAdmin));
    expect(number).toMatch(/^NT-2026-\d{4}$/);
    expect(await noticeRow(id)).toMatchObject({
      status: 'published',
      publishedAt: saturdayNight,
      followUpDueAt: new Date('2026-11-22T01:10:00+08:00'),
    });
    expect(await deliveryRows(id)).toMatchObject([{ channel: 'order', status: 'pending' }]);
    expect(await orderRows(id)).toMatchObject([
      { kind: 'post', status: 'open', dueAt: new Date('2026-11-21T23:40:00+08:00') },
    ]);
    expect(await receiptRows(id)).toHaveLength(1);
    expect(await stepsOf(id)).toMatchObject([
      { duty: 'head', status: 'open', afterwards: true, dueAt: new Date('2026-11-23T18:00:00+08:00') },
    ]);
  });

  it('has its failed post issued anew with the minutes of the first', async () => {
    const { id } = done(await publish(s.groupAdmin));
    const [post] = await orderRows(id);
    const orders = [{ id: post?.id ?? '', version: 1 }];
    const later = new Date('2026-11-21T23:30:00+08:00');
    done(await withClock(later, () => failOrders(s.groupAdmin, { orders, reason: '群内禁止发言' })));
    done(await withClock(later, () => reissueOrder(s.office, { id: post?.id ?? '' })));
    const dueAt = new Date('2026-11-22T00:00:00+08:00');
    expect((await orderRows(id)).at(-1)).toMatchObject({ kind: 'post', status: 'open', dueAt });
  });

  it('of a head is reviewed by the leader in charge, never by himself', async () => {
    const { id } = done(await publish(s.headHeping));
    expect(await stepsOf(id)).toMatchObject([{ duty: 'leader', status: 'open', afterwards: true }]);
  });

  it('is kept as a revision with the fingerprint of what went out', async () => {
    const { id } = done(await publish(s.groupAdmin));
    const [revision] = await db().select().from(noticeRevisions).where(eq(noticeRevisions.noticeId, id));
    const targets = [{ groupId: s.groups.heping.id }];
    expect(revision?.hash).toBe(fingerprint({ ...words, attachments: [], targets }));
  });

  it('sent twice is published once', async () => {
    const sent = form();
    const both = await Promise.all([publishFirst(s.groupAdmin, sent), publishFirst(s.groupAdmin, sent)]);
    expect(both[0]).toEqual(both[1]);
    expect(await db().$count(notices)).toBe(1);
  });

  it('with a longer title carries its reason; a title beyond the most is refused at the field', async () => {
    const long = '沿河路桥洞及周边道路积水较深请过往车辆行人绕行建设路';
    const { id } = done(await publish(s.groupAdmin, { title: long }));
    expect(await noticeRow(id)).toMatchObject({ titleReason: '突发事件先行发布' });
    const refused = refusalOf(await publish(s.groupAdmin, { title: long.repeat(2) }));
    expect(refused).toMatchObject({ code: 'invalid', fields: { title: expect.any(String) } });
  });

  it('that names a citizen by his number is refused at the field, and nothing is kept', async () => {
    const body = '走失老人王某，身份证号 11010519491231002X，请协助查找。';
    expect(refusalOf(await publish(s.groupAdmin, { body }))).toMatchObject({
      code: 'invalid',
      clause: '1.3.3',
      fields: { body: expect.stringContaining('禁止发布') },
    });
    expect(await db().$count(notices)).toBe(0);
  });

  it('with a telephone number goes out without questions; the reviewer is shown the warning', async () => {
    const { id } = done(await publish(s.groupAdmin, { body: '值班电话 13800138000，请转告住户。' }));
    const [revision] = await db().select().from(noticeRevisions).where(eq(noticeRevisions.noticeId, id));
    expect(revision?.hits).toMatchObject([{ severity: 'warn', answer: '' }]);
  });
});

describe('补登', () => {
  const friday = new Date('2026-11-20T20:00:00+08:00');
  const monday = new Date('2026-11-23T17:00:00+08:00');
  const tuesday = new Date('2026-11-24T09:00:00+08:00');

  it('within a working day needs no reason, and no order to post it again', async () => {
    const { id } = done(await publish(s.groupAdmin, { posted: true, postedAt: friday }, monday));
    expect(await noticeRow(id)).toMatchObject({ postedBeforeAt: friday, lateReason: null });
    expect(await deliveryRows(id)).toMatchObject([{ status: 'sent', sentAt: friday }]);
    expect(await orderRows(id)).toEqual([]);
  });

  it('later is asked for the reason at the field, and kept with it', async () => {
    const posted = { posted: true, postedAt: friday };
    const refused = refusalOf(await publish(s.groupAdmin, posted, tuesday));
    expect(refused).toMatchObject({ code: 'invalid', fields: { lateReason: expect.any(String) } });
    const { id } = done(await publish(s.groupAdmin, { ...posted, lateReason: '现场无网络' }, tuesday));
    expect(await noticeRow(id)).toMatchObject({ lateReason: '现场无网络' });
    const trail = await withClock(tuesday, () => listAudit(s.auditor, parseList(auditList, { object: id })));
    const [act] = trail.rows.filter(({ actionName }) => actionName === '先行发布突发事件');
    const reason = '补登：群内已于 2026-11-20 周五 20:00 发布；补登晚的原因：现场无网络';
    expect(auditList.columns.map(({ value }) => act && value(act))).toContain(reason);
  });

  it('of what has not been posted yet is refused', async () => {
    expect(refusalOf(await publish(s.groupAdmin, { posted: true, postedAt: tuesday }, monday))).toMatchObject(
      {
        fields: { postedAt: '不能晚于现在' },
      },
    );
  });
});

describe('the form', () => {
  it('offers an administrator his groups with their people, a head all groups, and nobody else anything', async () => {
    const mine = await emergencyForm(s.groupAdmin);
    expect(mine).toMatchObject({
      units: [{ name: '和平社区' }],
      groups: [{ name: '和平社区工作群', people: 1 }],
    });
    expect((await emergencyForm(s.headXinhua))?.groups).toHaveLength(2);
    expect(await emergencyForm(s.member)).toBeNull();
  });
});

describe('who may publish first', () => {
  const cases: [string, () => Actor, () => Partial<PublishFirst>, string][] = [
    ['a head, to any group', () => s.headHeping, () => ({ groupIds: [s.groups.portal.id] }), 'done'],
    ['a head, in the name of another unit', () => s.headXinhua, () => ({}), 'forbidden'],
    [
      'the Office, to all groups',
      () => s.office,
      () => ({ unitId: s.units.office.id, groupIds: [s.groups.portal.id, s.groups.heping.id] }),
      'done',
    ],
    ['the Office, in the name of another unit', () => s.office, () => ({}), 'forbidden'],
    ['an administrator, to his group', () => s.groupAdmin, () => ({}), 'done'],
    [
      'an administrator, to his and another group',
      () => s.groupAdmin,
      () => ({ groupIds: [s.groups.heping.id, s.groups.portal.id] }),
      'forbidden',
    ],
    ['a member', () => s.member, () => ({}), 'forbidden'],
    ['a leader', () => s.leader, () => ({ unitId: s.units.leadership.id }), 'forbidden'],
    ['a supervisor', () => s.supervisor, () => ({ unitId: s.units.jigongwei.id }), 'forbidden'],
    ['an auditor', () => s.auditor, () => ({ unitId: s.units.jigongwei.id }), 'forbidden'],
  ];
  it.each(cases)('%s', async (_name, actor, more, answer) => {
    const result = await publish(actor(), more());
    expect(result.ok ? 'done' : result.refusal.code).toBe(answer);
  });
});

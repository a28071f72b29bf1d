import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { deliveryRows, noticeRow, orderRows, receiptRows, toldTo } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { officeMoment } from '@/lib/core/time';
import { stopSender } from '@/lib/jobs/enqueue';
import { arrange } from './commands/arrange';
import { publishByHand, releaseNotice } from './commands/by-hand';
import { publishDue } from './commands/due';
import { publishDueNotices } from './jobs';

const at = (name: string, clock: number) => officeMoment(name, clock * 60);
const monday = at('2026-11-23', 10);
const evening = at('2026-11-23', 19);
const morning = at('2026-11-24', 8.5);

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

type Given = Partial<Parameters<typeof insertNotice>[0]>;

const notice = (status: 'approved' | 'scheduled', given: Given = {}) =>
  insertNotice({
    author: s.member,
    unit: s.units.heping,
    groups: [s.groups.heping, s.groups.portal],
    status,
    createdAt: monday,
    publishAt: status === 'scheduled' ? monday : null,
    ...given,
  });

const arranged = (id: string, when: Date) =>
  withClock(when, () => db().transaction((tx) => arrange(tx, s.headHeping, { id })));
const runAt = (when: Date) => withClock(when, () => publishDueNotices(systemActor('notices.publish')));
const publishAt = async (id: string, when: Date) =>
  done(await withClock(when, () => publishDue(systemActor('notices.publish'), { id })));

describe('what follows an approval', () => {
  it('goes out at once within the window', async () => {
    const {
      notice: { id },
    } = await notice('approved');
    expect(await arranged(id, monday)).toEqual({ when: 'at', publishAt: monday, heldWhy: null });
    await runAt(monday);
    expect(await noticeRow(id)).toMatchObject({
      status: 'published',
      publishedAt: monday,
      publishedRevision: 1,
    });
  });

  it('approved at 19:00, goes out the next working day at 08:30, and not before', async () => {
    const {
      notice: { id },
    } = await notice('approved');
    const heldWhy = '不在发布时段（工作日 08:30–18:00）';
    expect(await arranged(id, evening)).toEqual({ when: 'at', publishAt: morning, heldWhy });
    expect(await toldTo(s.member.personId)).toEqual([
      '《关于开展消防安全排查的通知》已通过审核，将于 2026-11-24 周二 08:30 发布',
    ]);
    await runAt(new Date(morning.getTime() - 60_000));
    expect(await noticeRow(id)).toMatchObject({ status: 'scheduled', heldWhy });
    await runAt(morning);
    expect(await noticeRow(id)).toMatchObject({ status: 'published', publishedAt: morning, heldWhy: null });
  });

  it('waits for the time its author planned, and from there for the window', async () => {
    const planned = (plannedAt: Date) => ({ releaseWhen: 'planned' as const, plannedAt });
    const noon = await notice('approved', planned(at('2026-11-23', 12)));
    expect(await arranged(noon.notice.id, monday)).toMatchObject({
      publishAt: at('2026-11-23', 12),
      heldWhy: null,
    });
    const saturday = await notice('approved', planned(at('2026-11-28', 12)));
    expect(await arranged(saturday.notice.id, monday)).toMatchObject({ publishAt: at('2026-11-30', 8.5) });
    const past = await notice('approved', planned(at('2026-11-20', 12)));
    expect(await arranged(past.notice.id, monday)).toMatchObject({ publishAt: monday });
  });

  it('waits for its author when he wants to say so himself', async () => {
    const {
      notice: { id },
    } = await notice('approved', { releaseWhen: 'by_hand' });
    expect(await arranged(id, monday)).toEqual({ when: 'by_hand' });
    await runAt(at('2026-12-01', 10));
    expect(await noticeRow(id)).toMatchObject({ status: 'approved' });
    expect(await toldTo(s.member.personId)).toEqual(['《关于开展消防安全排查的通知》已通过审核，请您发布']);
    const out = await withClock(monday, () => publishByHand(s.member, { id, version: 1 }));
    expect(done(out)).toMatchObject({ outcome: 'published', groups: 2 });
    expect(await noticeRow(id)).toMatchObject({ status: 'published', statusBy: s.member.personId });
  });

  it('published by hand in the evening, goes out in the morning', async () => {
    const {
      notice: { id },
    } = await notice('approved', { releaseWhen: 'by_hand' });
    const out = done(await withClock(evening, () => publishByHand(s.member, { id, version: 1 })));
    expect(out).toMatchObject({ outcome: 'postponed', publishAt: morning });
    await runAt(morning);
    expect(await noticeRow(id)).toMatchObject({ status: 'published' });
  });
});

describe('publishing', () => {
  it('serves the portal at once, and orders the text into every other group', async () => {
    const {
      notice: { id },
      revision,
    } = await notice('scheduled', { receiptWanted: 'acknowledge', receiptDueAt: at('2026-11-25', 18) });
    expect(await publishAt(id, monday)).toEqual({ outcome: 'published', groups: 2, people: 0 });
    const rows = await deliveryRows(id);
    expect(new Map(rows.map((row) => [row.groupId, [row.channel, row.status, row.revisionId]]))).toEqual(
      new Map([
        [s.groups.heping.id, ['order', 'pending', revision?.id]],
        [s.groups.portal.id, ['portal', 'sent', revision?.id]],
      ]),
    );
    const [order, ...more] = await orderRows(id);
    expect(more).toEqual([]);
    expect(order).toMatchObject({
      kind: 'post',
      status: 'open',
      groupId: s.groups.heping.id,
      originType: 'delivery',
    });
    expect(order?.detail).toEqual({
      title: '关于开展消防安全排查的通知',
      text: [
        '【通知公告】关于开展消防安全排查的通知',
        '请各社区于本周五前完成辖区消防安全排查，并将结果报平安办。',
        '和平社区\n2026-11-23 周一 10:00',
        `请于 11-25 18:00 前登录平台确认「我已知悉」：\nhttp://localhost:3000/notices/${id}`,
      ].join('\n\n'),
    });
    expect(await toldTo(s.groupAdmin.personId)).toEqual(['请在「和平社区工作群」发布信息']);
  });

  it('asks everybody in its groups to read it, but for its author', async () => {
    const {
      notice: { id },
    } = await notice('scheduled', { author: s.headHeping });
    expect(await publishAt(id, monday)).toMatchObject({ people: 1 });
    expect(await receiptRows(id)).toMatchObject([
      { personId: s.member.personId, readAt: null, publishedAt: monday },
    ]);
    expect(await toldTo(s.member.personId)).toEqual(['【通知公告】关于开展消防安全排查的通知']);
    expect(await toldTo(s.headHeping.personId)).toEqual(['《关于开展消防安全排查的通知》已发布']);
  });

  it('does it once, however often it is asked and by how many', async () => {
    const {
      notice: { id },
    } = await notice('scheduled');
    const runs = await Promise.all(Array.from({ length: 6 }, () => runAt(monday)));
    expect(runs.every(({ ok }) => ok)).toBe(true);
    await runAt(monday);
    expect(await deliveryRows(id)).toHaveLength(2);
    expect(await orderRows(id)).toHaveLength(1);
    expect((await noticeRow(id)).version).toBe(2);
  });

  it('refuses whoever is not the system', async () => {
    const {
      notice: { id },
    } = await notice('scheduled');
    const answer = await withClock(monday, () => publishDue(s.office, { id }));
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });

  it('gives nothing to a group archived since the approval', async () => {
    const {
      notice: { id },
    } = await notice('scheduled');
    await db()
      .update(groups)
      .set({ archivedAt: monday, archivedReason: '任务结束' })
      .where(eq(groups.id, s.groups.heping.id));
    expect(await publishAt(id, monday)).toMatchObject({ outcome: 'published', groups: 1 });
    expect(await orderRows(id)).toEqual([]);
    const row = (await deliveryRows(id)).find(({ groupId }) => groupId === s.groups.heping.id);
    expect(row).toMatchObject({ status: 'failed', sentAt: null });
  });
});

describe('what is not what was approved', () => {
  const stopped = async (given: Given, why: RegExp) => {
    const {
      notice: { id },
    } = await notice('scheduled', given);
    expect(await publishAt(id, monday)).toMatchObject({
      outcome: 'stopped',
      why: expect.stringMatching(why),
    });
    const row = await noticeRow(id);
    expect(row).toMatchObject({ status: 'approved', publishedAt: null, heldWhy: expect.stringMatching(why) });
    expect(await deliveryRows(id)).toEqual([]);
    expect(await toldTo(s.office.personId)).toEqual(['《关于开展消防安全排查的通知》已中止发布']);
    expect(await toldTo(s.member.personId)).toEqual(['《关于开展消防安全排查的通知》已中止发布']);
    await runAt(at('2026-11-25', 10));
    expect((await noticeRow(id)).status).toBe('approved');
  };

  it('stays where it is when its words have another fingerprint', () =>
    stopped({ revisionColumns: { hash: 'a'.repeat(64) } }, /内容指纹不符/));

  it('stays where it is when an attachment is another or gone', () =>
    stopped(
      {
        revisionColumns: {
          attachments: [{ fileId: s.units.office.id, name: '清单.docx', size: 1, sha256: 'b'.repeat(64) }],
        },
      },
      /内容指纹不符/,
    ));

  it('stays where it is when a step of its last revision is not passed', () =>
    stopped({ steps: [{ status: 'void', decidedBy: null, decidedAt: null }] }, /没有全部通过审核/));
});

describe('flood control', () => {
  const words = (title: string, body: string) => ({ title, body });
  const others = [
    words('关于开展燃气安全检查的通知', '请各餐饮单位配合入户检查燃气管道。'),
    words('关于组织志愿服务的通知', '周末在社区广场集合，清扫楼道垃圾。'),
    words('关于核对养老补贴名单的通知', '请逐户核对老人银行账号和联系方式。'),
    words('关于举办棋牌比赛的通知', '报名截止后统一抽签，决赛在文化站进行。'),
  ];

  it('postpones the fourth of a person within an hour, and loses none', async () => {
    const all: string[] = [];
    for (const given of others) all.push((await notice('scheduled', given)).notice.id);
    for (const id of all.slice(0, 3))
      expect(await publishAt(id, monday)).toMatchObject({ outcome: 'published' });
    const fourth = all[3] ?? '';
    const eleven = at('2026-11-23', 11);
    expect(await publishAt(fourth, monday)).toMatchObject({ outcome: 'postponed', publishAt: eleven });
    expect(await noticeRow(fourth)).toMatchObject({ status: 'scheduled', publishAt: eleven });
    expect((await noticeRow(fourth)).heldWhy).toContain('1 小时内已在');
    await runAt(new Date(eleven.getTime() - 1_000));
    expect((await noticeRow(fourth)).status).toBe('scheduled');
    await runAt(eleven);
    expect((await noticeRow(fourth)).status).toBe('published');
  });

  it('keeps four hours between a notice and its like, also when two instances are at it', async () => {
    const one = (await notice('scheduled')).notice.id;
    const two = (await notice('scheduled', { author: s.headHeping, title: '关于再次开展消防安全排查的通知' }))
      .notice.id;
    await Promise.all([publishAt(one, monday), publishAt(two, monday)]);
    const rows = [await noticeRow(one), await noticeRow(two)];
    expect(rows.map(({ status }) => status).sort()).toEqual(['published', 'scheduled']);
    const later = rows.find(({ status }) => status === 'scheduled');
    expect(later).toMatchObject({ publishAt: at('2026-11-23', 14) });
    expect(later?.heldWhy).toContain('相同或相近，须间隔 4 小时');
  });

  it('is not in the way of another group', async () => {
    const one = (await notice('scheduled', { groups: [s.groups.heping] })).notice.id;
    const two = (await notice('scheduled', { groups: [s.groups.portal] })).notice.id;
    expect(await publishAt(one, monday)).toMatchObject({ outcome: 'published' });
    expect(await publishAt(two, monday)).toMatchObject({ outcome: 'published' });
  });

  it('counts a declared repeat whatever its words', async () => {
    const one = (await notice('scheduled')).notice.id;
    await publishAt(one, monday);
    const two = (await notice('scheduled', { ...others[1], repeatOf: one })).notice.id;
    expect(await publishAt(two, at('2026-11-23', 12))).toMatchObject({
      outcome: 'postponed',
      publishAt: at('2026-11-23', 14),
    });
  });
});

describe('窗口外放行', () => {
  it('lets out of hours what cannot wait, with its reason', async () => {
    const {
      notice: { id },
    } = await notice('approved');
    await arranged(id, evening);
    const input = { id, version: 2, reason: '国庆值班通知' };
    const out = done(await withClock(evening, () => releaseNotice(s.office, input)));
    expect(out).toMatchObject({ outcome: 'published' });
    expect(await noticeRow(id)).toMatchObject({
      status: 'published',
      publishedAt: evening,
      releasedBy: s.office.personId,
      releaseReason: '国庆值班通知',
    });
  });

  it('goes out at the time that its author planned, where that is still to come', async () => {
    const sunday = at('2026-11-29', 12);
    const {
      notice: { id },
    } = await notice('approved', { releaseWhen: 'planned', plannedAt: sunday });
    await arranged(id, monday);
    const out = done(
      await withClock(monday, () => releaseNotice(s.office, { id, version: 2, reason: '值班通知' })),
    );
    expect(out).toMatchObject({ outcome: 'postponed', publishAt: sunday });
    await runAt(sunday);
    expect((await noticeRow(id)).status).toBe('published');
  });

  it('is refused for one that would not go out any earlier, and for what the Office wrote itself', async () => {
    const {
      notice: { id },
    } = await notice('scheduled', { publishAt: monday });
    const noon = await withClock(monday, () =>
      releaseNotice(s.office, { id, version: 1, reason: '值班通知' }),
    );
    expect(noon).toMatchObject({ ok: false, refusal: { code: 'rule' } });
    const own = await notice('scheduled', { author: s.office, unit: s.units.heping, publishAt: morning });
    const answer = await withClock(evening, () =>
      releaseNotice(s.office, { id: own.notice.id, version: 1, reason: '值班通知' }),
    );
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    await db().update(notices).set({ publishAt: morning }).where(eq(notices.id, id));
    const stale = await withClock(evening, () =>
      releaseNotice(s.office2, { id, version: 7, reason: '值班通知' }),
    );
    expect(stale).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
  });
});

import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import {
  arranged,
  at,
  deliveryRows,
  type GivenNotice,
  noticeRow,
  orderRows,
  publishedAt,
  publishingRun,
  receiptRows,
  toldTo,
  waitingNotice,
} from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { stopSender } from '@/lib/jobs/enqueue';
import { arrange } from './commands/arrange';
import { publishByHand } from './commands/by-hand';
import { publishDue } from './commands/due';

const monday = at('2026-11-23', 10);
const evening = at('2026-11-23', 19);
const morning = at('2026-11-24', 8.5);

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

const notice = (status: 'approved' | 'scheduled', given?: GivenNotice) => waitingNotice(s, status, given);

describe('what follows an approval', () => {
  it('goes out at once within the window', async () => {
    const {
      notice: { id },
    } = await notice('approved');
    expect(await arranged(s.headHeping, id, monday)).toEqual({
      when: 'at',
      publishAt: monday,
      heldWhy: null,
    });
    await publishingRun(monday);
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
    expect(await arranged(s.headHeping, id, evening)).toEqual({ when: 'at', publishAt: morning, heldWhy });
    expect(await toldTo(s.member.personId)).toEqual([
      '《关于开展消防安全排查的通知》已通过审核，将于 2026-11-24 周二 08:30 发布',
    ]);
    await publishingRun(new Date(morning.getTime() - 60_000));
    expect(await noticeRow(id)).toMatchObject({ status: 'scheduled', heldWhy });
    await publishingRun(morning);
    expect(await noticeRow(id)).toMatchObject({ status: 'published', publishedAt: morning, heldWhy: null });
  });

  it('gives those it is for a time that they can keep, when windows or a late approval have used up its own', async () => {
    const due = at('2026-11-23', 20);
    const {
      notice: { id },
    } = await notice('approved', { receiptWanted: 'acknowledge', receiptDueAt: due });
    await arranged(s.headHeping, id, evening);
    await publishingRun(morning);
    const next = at('2026-11-25', 8.5);
    expect(await noticeRow(id)).toMatchObject({ status: 'published', receiptDueAt: next });
    expect((await receiptRows(id)).map(({ dueAt }) => dueAt)).toEqual(
      (await receiptRows(id)).map(() => next),
    );
    const [order] = await orderRows(id);
    expect(order?.detail).toMatchObject({ text: expect.stringContaining('于 11-25 08:30 前') });
    expect(await toldTo(s.member.personId)).toContain('《关于开展消防安全排查的通知》已发布');
  });

  it('keeps the time of its author while that can be kept', async () => {
    const due = at('2026-11-23', 20);
    const {
      notice: { id },
    } = await notice('approved', { receiptWanted: 'acknowledge', receiptDueAt: due });
    await arranged(s.headHeping, id, monday);
    await publishingRun(monday);
    expect(await noticeRow(id)).toMatchObject({ status: 'published', receiptDueAt: due });
  });

  it('waits for the time its author planned, and from there for the window', async () => {
    const planned = (plannedAt: Date) => ({ releaseWhen: 'planned' as const, plannedAt });
    const noon = await notice('approved', planned(at('2026-11-23', 12)));
    expect(await arranged(s.headHeping, noon.notice.id, monday)).toMatchObject({
      publishAt: at('2026-11-23', 12),
      heldWhy: null,
    });
    const saturday = await notice('approved', planned(at('2026-11-28', 12)));
    expect(await arranged(s.headHeping, saturday.notice.id, monday)).toMatchObject({
      publishAt: at('2026-11-30', 8.5),
    });
    const past = await notice('approved', planned(at('2026-11-20', 12)));
    expect(await arranged(s.headHeping, past.notice.id, monday)).toMatchObject({ publishAt: monday });
  });

  it('waits for its author when he wants to say so himself', async () => {
    const {
      notice: { id },
    } = await notice('approved', { releaseWhen: 'by_hand' });
    expect(await arranged(s.headHeping, id, monday)).toEqual({ when: 'by_hand' });
    await publishingRun(at('2026-12-01', 10));
    expect(await noticeRow(id)).toMatchObject({ status: 'approved' });
    expect(await toldTo(s.member.personId)).toEqual(['《关于开展消防安全排查的通知》已通过审核，请您发布']);
    const out = await withClock(monday, () => publishByHand(s.member, { id, version: 1 }));
    expect(done(out)).toMatchObject({ outcome: 'published', groups: 2 });
    expect(await noticeRow(id)).toMatchObject({ status: 'published', statusBy: s.member.personId });
  });

  it('is found for many at once, each as it wants to go out', async () => {
    const wishes: GivenNotice[] = [
      {},
      { releaseWhen: 'by_hand' },
      { releaseWhen: 'planned', plannedAt: at('2026-11-25', 12) },
    ];
    const ids: string[] = [];
    for (const wish of wishes) ids.push((await notice('approved', wish)).notice.id);
    const found = await withClock(evening, () => db().transaction((tx) => arrange(tx, s.headHeping, ids)));
    expect(ids.map((id) => found.get(id))).toMatchObject([
      { when: 'at', publishAt: morning },
      { when: 'by_hand' },
      { when: 'at', publishAt: at('2026-11-25', 12), heldWhy: null },
    ]);
    const rows = await Promise.all(ids.map(noticeRow));
    expect(rows.map(({ status, publishAt }) => [status, publishAt])).toEqual([
      ['scheduled', morning],
      ['approved', null],
      ['scheduled', at('2026-11-25', 12)],
    ]);
    expect(await toldTo(s.member.personId)).toHaveLength(3);
  });

  it('published by hand in the evening, goes out in the morning', async () => {
    const {
      notice: { id },
    } = await notice('approved', { releaseWhen: 'by_hand' });
    const out = done(await withClock(evening, () => publishByHand(s.member, { id, version: 1 })));
    expect(out).toMatchObject({ outcome: 'postponed', publishAt: morning });
    await publishingRun(morning);
    expect(await noticeRow(id)).toMatchObject({ status: 'published' });
  });
});

describe('publishing', () => {
  it('serves the portal at once, and orders the text into every other group', async () => {
    const {
      notice: { id },
      revision,
    } = await notice('scheduled', { receiptWanted: 'acknowledge', receiptDueAt: at('2026-11-25', 18) });
    expect(await publishedAt(id, monday)).toEqual({ outcome: 'published', groups: 2, people: 0 });
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
        `请于 11-25 18:00 前登录平台确认「我已知悉」，没有账号的请在群内回复「收到」：\nhttp://localhost:3000/notices/${id}`,
      ].join('\n\n'),
    });
    expect(await toldTo(s.groupAdmin.personId)).toEqual(['请在「和平社区工作群」发布信息']);
  });

  it('asks everybody in its groups to read it, but for its author', async () => {
    const {
      notice: { id },
    } = await notice('scheduled', { author: s.headHeping });
    expect(await publishedAt(id, monday)).toMatchObject({ people: 1 });
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
    const runs = await Promise.all(Array.from({ length: 6 }, () => publishingRun(monday)));
    expect(runs.every(({ ok }) => ok)).toBe(true);
    await publishingRun(monday);
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
    expect(await publishedAt(id, monday)).toMatchObject({ outcome: 'published', groups: 1 });
    expect(await orderRows(id)).toEqual([]);
    const row = (await deliveryRows(id)).find(({ groupId }) => groupId === s.groups.heping.id);
    expect(row).toMatchObject({ status: 'failed', sentAt: null });
  });
});

import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf, trailOf } from '@/db/testing/joining';
import {
  arranged,
  at,
  deliveryRows,
  type GivenNotice,
  noticeRow,
  publishedAt,
  publishingRun,
  toldTo,
  waitingNotice,
} from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { auditList } from '@/lib/audit/list';
import { listAudit } from '@/lib/audit/queries';
import { withClock } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { stopSender } from '@/lib/jobs/enqueue';
import { noticeDetail } from '../queries/detail';
import { reopenNotice } from '../writing/commands/take-back';
import { publishByHand, releaseNotice } from './commands/by-hand';
import { recallNotice } from './commands/recall';

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

const foreign = {
  fileId: '00000000-0000-4000-8000-000000000001',
  name: '清单.docx',
  size: 1,
  sha256: 'b'.repeat(64),
};

const flaws: [string, GivenNotice, string][] = [
  ['its words have another fingerprint', { revisionColumns: { hash: 'a'.repeat(64) } }, '内容指纹不符'],
  ['an attachment is another, or gone', { revisionColumns: { attachments: [foreign] } }, '内容指纹不符'],
  [
    'a step of its last revision is not passed',
    { steps: [{ status: 'void', decidedBy: null, decidedAt: null }] },
    '没有全部通过审核',
  ],
];

describe('what is not what was approved', () => {
  it.each(flaws)('stays where it is when %s', async (_, given, why) => {
    const {
      notice: { id },
    } = await notice('scheduled', given);
    expect(await publishedAt(id, monday)).toMatchObject({
      outcome: 'stopped',
      why: expect.stringContaining(why),
    });
    const heldWhy = expect.stringContaining(why);
    const stopped = { status: 'approved', publishAt: null, publishedAt: null, heldWhy };
    expect(await noticeRow(id)).toMatchObject(stopped);
    expect(await deliveryRows(id)).toEqual([]);
    expect(await toldTo(s.office.personId)).toEqual(['《关于开展消防安全排查的通知》已中止发布']);
    expect(await toldTo(s.member.personId)).toEqual(['《关于开展消防安全排查的通知》已中止发布']);
    await publishingRun(at('2026-11-25', 10));
    expect((await noticeRow(id)).status).toBe('approved');
  });
});

describe('a notice all of whose groups were archived meanwhile', () => {
  const archive = () => db().update(groups).set({ archivedAt: monday, archivedReason: '任务结束' });
  const may = async (id: string) => (await withClock(monday, () => noticeDetail(s.member, id)))?.may;

  it.each(['scheduled', 'approved'] as const)(
    'is stopped, says so, and is changed or taken back, not published again: %s',
    async (status) => {
      const { id } = (await notice(status, { releaseWhen: 'by_hand' })).notice;
      await archive();
      if (status === 'scheduled') await publishedAt(id, monday);
      else done(await withClock(monday, () => publishByHand(s.member, { id, version: 1 })));
      const stopped = await noticeRow(id);
      expect(stopped).toMatchObject({ status: 'approved', heldWhy: '目标群都已归档，没有可以发布的群' });
      expect(await may(id)).toMatchObject({ publish: false, reopen: true, withdraw: true });
      const { version } = stopped;
      const again = await withClock(monday, () => publishByHand(s.member, { id, version }));
      expect(refusalOf(again)).toMatchObject({ code: 'rule', clause: '3.4.2' });
      expect((await noticeRow(id)).version).toBe(version);
      done(await withClock(monday, () => reopenNotice(s.member, { id, version, reason: '' })));
      expect(await noticeRow(id)).toMatchObject({ status: 'draft', heldWhy: null });
    },
  );
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
      expect(await publishedAt(id, monday)).toMatchObject({ outcome: 'published' });
    const fourth = all[3] ?? '';
    const eleven = at('2026-11-23', 11);
    expect(await publishedAt(fourth, monday)).toMatchObject({ outcome: 'postponed', publishAt: eleven });
    expect(await noticeRow(fourth)).toMatchObject({ status: 'scheduled', publishAt: eleven });
    expect((await noticeRow(fourth)).heldWhy).toContain('1 小时内已在');
    await publishingRun(new Date(eleven.getTime() - 1_000));
    expect((await noticeRow(fourth)).status).toBe('scheduled');
    await publishingRun(eleven);
    expect((await noticeRow(fourth)).status).toBe('published');
  });

  it('keeps four hours between a notice and its like, also when two instances are at it', async () => {
    const one = (await notice('scheduled')).notice.id;
    const two = (await notice('scheduled', { author: s.headHeping, title: '关于再次开展消防安全排查的通知' }))
      .notice.id;
    await Promise.all([publishedAt(one, monday), publishedAt(two, monday)]);
    const rows = [await noticeRow(one), await noticeRow(two)];
    expect(rows.map(({ status }) => status).sort()).toEqual(['published', 'scheduled']);
    const later = rows.find(({ status }) => status === 'scheduled');
    expect(later).toMatchObject({ publishAt: at('2026-11-23', 14) });
    expect(later?.heldWhy).toContain('相同或相近，须间隔 4 小时');
  });

  it('lets a recalled notice be put right at once, and still counts it within the hour', async () => {
    const one = (await notice('scheduled')).notice.id;
    await publishedAt(one, monday);
    const recall = { id: one, version: 2, reason: '时间有误' };
    done(await withClock(monday, () => recallNotice(s.headHeping, recall)));
    const outcomes: string[] = [];
    for (const given of [{ repeatOf: one }, others[0], others[1]])
      outcomes.push((await publishedAt((await notice('scheduled', given)).notice.id, monday))?.outcome ?? '');
    expect(outcomes).toEqual(['published', 'published', 'postponed']);
  });

  describe('that put a notice off because of one recalled since', () => {
    const recalled = (id: string, when: Date) =>
      withClock(when, () => recallNotice(s.headHeping, { id, version: 2, reason: '时间有误' }));
    /** One that is out, and its like, put off at half past four until the next morning. */
    async function putOff(given: GivenNotice = {}) {
      const four = at('2026-11-23', 16);
      const first = (await notice('scheduled')).notice.id;
      await publishedAt(first, four);
      const second = (await notice('scheduled', { author: s.headHeping, ...given })).notice.id;
      await publishedAt(second, at('2026-11-23', 16.5));
      expect(await noticeRow(second)).toMatchObject({ status: 'scheduled', publishAt: morning });
      return { first, second };
    }

    it('sends it out at once within the window, recorded, and its author told', async () => {
      const { first, second } = await putOff({ author: s.member });
      const five = at('2026-11-23', 17);
      done(await recalled(first, five));
      expect(await noticeRow(second)).toMatchObject({ status: 'scheduled', publishAt: five, heldWhy: null });
      expect((await trailOf('notice', second)).at(-1)).toMatchObject({
        action: 'notice.schedule',
        actorId: s.headHeping.personId,
        reason: '《关于开展消防安全排查的通知》已召回，不再顺延',
      });
      expect(await toldTo(s.member.personId)).toContain('《关于开展消防安全排查的通知》即将发布');
      await publishingRun(five);
      expect((await noticeRow(second)).status).toBe('published');
    });

    it('leaves it where it is when the window is closed by then, or its author wants it later', async () => {
      const { first, second } = await putOff();
      const third = (
        await notice('scheduled', {
          ...others[0],
          releaseWhen: 'planned',
          plannedAt: morning,
          publishAt: morning,
          heldWhy: '不在发布时段',
        })
      ).notice.id;
      const versions = async () => [(await noticeRow(second)).version, (await noticeRow(third)).version];
      const before = await versions();
      done(await recalled(first, evening));
      expect(await versions()).toEqual(before);
      expect(await noticeRow(second)).toMatchObject({ status: 'scheduled', publishAt: morning });
    });

    it('moves it forward as far as what else holds it allows', async () => {
      const first = (await notice('scheduled')).notice.id;
      await publishedAt(first, at('2026-11-23', 16));
      for (const given of others.slice(0, 2))
        await publishedAt((await notice('scheduled', given)).notice.id, at('2026-11-23', 16.5));
      const second = (await notice('scheduled')).notice.id;
      await publishedAt(second, at('2026-11-23', 16.5));
      expect(await noticeRow(second)).toMatchObject({ status: 'scheduled', publishAt: morning });
      done(await recalled(first, at('2026-11-23', 16.75)));
      expect(await noticeRow(second)).toMatchObject({
        publishAt: at('2026-11-23', 17),
        heldWhy: expect.stringContaining('1 小时内已在'),
      });
    });
  });

  it('is not in the way of another group', async () => {
    const one = (await notice('scheduled', { groups: [s.groups.heping] })).notice.id;
    const two = (await notice('scheduled', { groups: [s.groups.portal] })).notice.id;
    expect(await publishedAt(one, monday)).toMatchObject({ outcome: 'published' });
    expect(await publishedAt(two, monday)).toMatchObject({ outcome: 'published' });
  });

  it('counts a declared repeat whatever its words', async () => {
    const one = (await notice('scheduled')).notice.id;
    await publishedAt(one, monday);
    const two = (await notice('scheduled', { ...others[1], repeatOf: one })).notice.id;
    expect(await publishedAt(two, at('2026-11-23', 12))).toMatchObject({
      outcome: 'postponed',
      publishAt: at('2026-11-23', 14),
    });
  });
});

describe('时段外发布', () => {
  it('lets out of hours what cannot wait, with its reason', async () => {
    const {
      notice: { id },
    } = await notice('approved');
    await arranged(s.headHeping, id, evening);
    const input = { id, version: 2, reason: '国庆值班通知' };
    const out = done(await withClock(evening, () => releaseNotice(s.office, input)));
    expect(out).toMatchObject({ outcome: 'published' });
    expect(await noticeRow(id)).toMatchObject({
      status: 'published',
      publishedAt: evening,
      releasedBy: s.office.personId,
      releaseReason: '国庆值班通知',
    });
    const detail = await withClock(evening, () => noticeDetail(s.member, id));
    expect(detail?.events.slice(-3)).toMatchObject([
      { title: '时段外发布', by: '周敏', clause: '3.3.2', reason: '国庆值班通知' },
      { title: '发布信息' },
      { title: '下达群内发布办理单：和平社区工作群' },
    ]);
    const trail = await withClock(evening, () => listAudit(s.auditor, parseList(auditList, { object: id })));
    const [act] = trail.rows.filter(({ actionName }) => actionName === '时段外发布');
    expect(auditList.columns.map(({ value }) => act && value(act))).toContain('国庆值班通知');
  });

  it('goes out at the time that its author planned, where that is still to come', async () => {
    const sunday = at('2026-11-29', 12);
    const {
      notice: { id },
    } = await notice('approved', { releaseWhen: 'planned', plannedAt: sunday });
    await arranged(s.headHeping, id, monday);
    const out = done(
      await withClock(monday, () => releaseNotice(s.office, { id, version: 2, reason: '值班通知' })),
    );
    expect(out).toMatchObject({ outcome: 'postponed', publishAt: sunday });
    await publishingRun(sunday);
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

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import { done, joinOf, requestRow } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { attestedAll, monday, reviewStreet, stepsOf, submittedNotice } from '@/db/testing/reviewing';
import type { TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { addWord } from '@/lib/dictionaries/commands/words';
import { forgetDictionaries, latestScreener } from '@/lib/dictionaries/queries/screener';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { screenNotice } from '@/lib/screening/look';
import { approveMany, decideStep } from './commands/decide';
import { setMajor } from './commands/major';
import { reviewList } from './list';
import { reviewDetail } from './queries/detail';
import { hasQueue, listQueue, placeInQueue, queueCounts } from './queries/queue';

let s: TestStreet;

beforeEach(async () => {
  s = await reviewStreet();
});

const submitted = (author: Actor, more: Partial<Parameters<typeof submittedNotice>[0]> = {}) =>
  submittedNotice({ author, groups: [s.groups.portal], ...more });

describe('what a reviewer reads', () => {
  it('has text, earlier versions, rules, head counts, record and what he may do', async () => {
    const { notice, revision } = await submitted(s.member);
    const detail = await withClock(monday, () => reviewDetail(s.headHeping, notice.id));
    expect(detail?.latest.hash).toBe(revision.hash);
    expect(detail?.current).toMatchObject({
      reviewers: ['李娟'],
      may: { review: true, setMajor: true, assign: false },
    });
    expect(detail?.record).toEqual({ submitted: 1, returned: 0, rejected: 0, recalled: 0 });
    expect(detail?.checks.map(({ clause }) => clause)).toEqual(
      expect.arrayContaining(['3.2.1', '3.2.2', '3.3.1', '3.3.2', '1.3.3']),
    );
    expect(await reviewDetail(s.headXinhua, notice.id)).toBeNull();
    expect(await reviewDetail(s.member, notice.id)).toBeNull();
  });

  it('has what the dictionaries have come to find since it was submitted', async () => {
    forgetDictionaries();
    const title = '三季度网格拼团通知';
    const { notice } = await submitted(s.member, { title });
    const since = async (id: string) =>
      (await reviewDetail(s.headHeping, id))?.checks.filter(({ text }) => text.includes('词库有更新'));
    expect(await since(notice.id)).toEqual([]);
    const word = { category: 4, severity: 'block', note: '', reason: '近期多发' } as const;
    done(await addWord(s.office, { ...word, word: '网格拼团' }));
    const { screener } = await latestScreener(db());
    const told = [{ ok: 'broken', text: expect.stringContaining('「网格拼团」') }];
    expect(await since(notice.id)).toMatchObject(told);
    // What only hinted then is told as well.
    const hits = screenNotice(screener, { title, body: '', fileNames: [] });
    expect(hits).toHaveLength(1);
    const hinted = hits.map((hit) => ({ ...hit, severity: 'hint' as const, answer: '' }));
    const other = await submitted(s.member, { title, revisionColumns: { hits: hinted } });
    expect(await since(other.notice.id)).toMatchObject(told);
    forgetDictionaries();
  });

  it('counts the members of each group that the latest words are for, and everybody once', async () => {
    const { notice } = await submitted(s.member, { groups: [s.groups.heping, s.groups.portal] });
    const before = await reviewDetail(s.headHeping, notice.id);
    const { id: personId } = await memberOf(s, '王五', s.groups.heping.id);
    const { id } = done(await submitJoin(s.headHeping, joinOf(s, personId, { groupId: s.groups.portal.id })));
    const { version } = await requestRow(id);
    done(await decideRequest(s.office, { id, version, decision: 'approve' }));
    const after = await reviewDetail(s.headHeping, notice.id);
    const grown = (detail: typeof before) => detail?.reach.groups.map(({ people }) => people) ?? [];
    expect(grown(after)).toEqual(grown(before).map((people) => people + 1));
    expect(after?.reach.people).toBe((before?.reach.people ?? 0) + 1);
  });

  it('finds and shows what he has judged by the title that he judged, whatever its author makes of it since', async () => {
    const { notice } = await submitted(s.member, { title: '关于消防排查的通知' });
    const [step] = await stepsOf(notice.id);
    const { id = '', version = 0 } = step ?? {};
    const sent = {
      ...{ truth: false, accuracy: false, conformity: false },
      reasons: [],
      opinion: '请写清时限',
    };
    done(await decideStep(s.headHeping, { id, version, decision: 'return', ...sent }));
    await db()
      .update(notices)
      .set({ title: '改作他用', category: 'results' })
      .where(eq(notices.id, notice.id));
    const listed = async (search: Record<string, string>) => {
      const page = await listQueue(s.headHeping, parseList(reviewList, { show: 'done', ...search }));
      expect(page.total).toBe(page.rows.length);
      return page.rows.map(({ title }) => title);
    };
    expect(await listed({ q: '消防' })).toEqual(['关于消防排查的通知']);
    expect(await listed({ category: 'announcement' })).toEqual(['关于消防排查的通知']);
    expect(await listed({ q: '他用' })).toEqual([]);
    expect(await listed({ category: 'results' })).toEqual([]);
    const again = { decision: 'approve' as const, truth: true, accuracy: true, conformity: true };
    const many = await approveMany(s.headHeping, { rows: [{ id, version, ...again }] });
    expect(done(many).refused).toMatchObject([
      { title: '关于消防排查的通知', refusal: { code: 'conflict' } },
    ]);
  });

  it('has what was submitted and reviewed, whatever its author is making of it since', async () => {
    const { notice } = await submitted(s.member);
    const [step] = await stepsOf(notice.id);
    const { id = '', version = 0 } = step ?? {};
    const sentBack = { ...attestedAll, decision: 'return' as const, opinion: '请写清时限' };
    done(await decideStep(s.headHeping, { id, version, ...sentBack }));
    const wanted = { receiptWanted: 'acknowledge' as const, receiptDueAt: monday };
    await db()
      .update(notices)
      .set({ major: true, unitId: s.units.xinhua.id, ...wanted })
      .where(eq(notices.id, notice.id));
    const detail = await reviewDetail(s.headHeping, notice.id);
    expect(detail).toMatchObject({
      major: false,
      receiptWanted: 'read',
      receiptDueAt: null,
      unitName: '和平社区',
    });
    const texts = detail?.checks.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['只统计已读', '一般信息，由单位负责人审核']));
  });

  it('has as a major matter, to be acknowledged, what a reviewer has made one', async () => {
    const { notice } = await submitted(s.member);
    const [step] = await stepsOf(notice.id);
    const { id = '', version = 0 } = step ?? {};
    done(await setMajor(s.headHeping, { id, version }));
    const major = { major: true, receiptWanted: 'acknowledge' };
    const asked = expect.objectContaining({ text: '审核中设为重要事项，发布时要求回执，截止时间由系统定' });
    const before = await reviewDetail(s.headHeping, notice.id);
    expect(before).toMatchObject({ ...major, checks: expect.arrayContaining([asked]) });
    const sentBack = { ...attestedAll, decision: 'return' as const, opinion: '请写清时限' };
    done(await decideStep(s.headHeping, { id, version: before?.current?.version ?? 0, ...sentBack }));
    const after = await reviewDetail(s.headHeping, notice.id);
    expect(after).toMatchObject({ ...major, checks: expect.arrayContaining([asked]) });
  });

  it('counts places in the queue, and has neighbours', async () => {
    const first = await submitted(s.member, { title: '甲通知' });
    const second = await submitted(s.member, { title: '乙通知' });
    const [a, b] = await Promise.all(
      [first, second].map(({ notice }) => placeInQueue(s.headHeping, notice.id)),
    );
    expect([a?.total, [a?.place, b?.place].toSorted()]).toEqual([2, [1, 2]]);
    expect(await placeInQueue(s.headXinhua, first.notice.id)).toMatchObject({ place: null, total: 0 });
  });

  it('counts what its badge counts: what waits for the reader, and for the Office to name somebody', async () => {
    await submitted(s.member);
    expect(await queueCounts(s.headHeping)).toEqual({ me: 1, vacant: null });
    expect(await queueCounts(s.headXinhua)).toEqual({ me: 0, vacant: null });
    expect(await queueCounts(s.office)).toEqual({ me: 0, vacant: 0 });
    await db().update(noticeSteps).set({ vacantSince: monday });
    expect(await queueCounts(s.office)).toEqual({ me: 0, vacant: 1 });
  });

  it('is a page for reviewers, the Office, and whom something was assigned to', async () => {
    const open = async (actor: Actor) => hasQueue(actor);
    expect(await Promise.all([s.headHeping, s.leader, s.office].map(open))).toEqual([true, true, true]);
    expect(await Promise.all([s.member, s.supervisor, s.auditor].map(open))).toEqual([false, false, false]);
  });
});

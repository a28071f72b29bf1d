import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { noticeReceipts } from '@/db/schema/receipts';
import { done } from '@/db/testing/joining';
import { orderRows, receiptRows } from '@/db/testing/publishing';
import { noticeRow, reviewStreet, stepsOf, told } from '@/db/testing/reviewing';
import type { TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { recallNotice } from '../publishing/commands/recall';
import { noticeDetail } from '../queries/detail';
import { decideStep } from '../review/commands/decide';
import { viewRevision } from '../review/commands/view';
import { reviewList } from '../review/list';
import { reviewDetail } from '../review/queries/detail';
import { listQueue } from '../review/queries/queue';
import { followUp } from './commands/follow';
import { publishFirst } from './commands/publish-first';

let s: TestStreet;
beforeEach(async () => {
  s = await reviewStreet();
});

async function emergency(body = '沿河路桥洞积水约 40 厘米，已封闭，请绕行建设路。'): Promise<string> {
  const { id } = done(
    await publishFirst(s.groupAdmin, {
      submissionId: newId(),
      unitId: s.units.heping.id,
      groupIds: [s.groups.heping.id],
      title: '沿河路积水请绕行',
      body,
      posted: false,
      postedAt: '',
      lateReason: '',
    }),
  );
  return id;
}

async function decide(noticeId: string, decision: 'approve' | 'reject'): Promise<void> {
  const [step] = await stepsOf(noticeId);
  if (!step) throw new Error('no step');
  const attested = { truth: true, accuracy: true, conformity: true };
  const judgement = { decision, ...attested, reasons: [], opinion: '地点有误' };
  done(await decideStep(s.headHeping, { id: step.id, version: step.version, ...judgement }));
}

describe('what went out first', () => {
  it('breaks no rule that nobody could mend, and says who reviews it', async () => {
    const review = await reviewDetail(s.headHeping, await emergency());
    expect(review?.checks.filter(({ ok }) => ok !== 'met')).toEqual([]);
    expect(review?.checks).toContainEqual(
      expect.objectContaining({ clause: '3.1.3', text: '突发事件先行发布，由单位负责人补审' }),
    );
  });

  it('shows its reviewer the warnings that it went out with', async () => {
    const review = await reviewDetail(s.headHeping, await emergency('积水严重，请联系 13800001234。'));
    expect(review?.checks.filter(({ ok }) => ok !== 'met')).toMatchObject([
      { clause: '1.3.3', text: '有警示，先行发布时未说明理由，请核实' },
    ]);
  });

  it('is known by everybody to be reviewed only once it is', async () => {
    const id = await emergency();
    expect(await noticeDetail(s.member, id)).toMatchObject({ reviewedAfterwards: 'open', steps: [] });
    await decide(id, 'approve');
    expect(await noticeDetail(s.member, id)).toMatchObject({ reviewedAfterwards: 'approved' });
  });

  it('says to its reviewer that it was recalled meanwhile, by whom, when and why', async () => {
    const id = await emergency();
    const version = (await noticeRow(id))?.version ?? 0;
    done(await recallNotice(s.groupAdmin, { id, version, reason: '地点有误' }));
    const review = await reviewDetail(s.headHeping, id);
    expect(review).toMatchObject({
      status: 'recalled',
      recallReason: '地点有误',
      current: { status: 'open' },
    });
    expect(review?.statusByName).toBe(s.groupAdmin.name);
    expect(review?.recalledAt).toBeInstanceOf(Date);
    const queue = await listQueue(s.headHeping, parseList(reviewList, {}));
    expect(queue.rows).toMatchObject([{ noticeId: id, afterwards: true, recalled: true }]);
  });

  it('is posted with its outcome once it is over, its words as they were', async () => {
    const id = await emergency();
    const [before] = await orderRows(id);
    const entry = { submissionId: newId(), id, text: '积水已退，恢复通行' };
    done(await followUp(s.groupAdmin, { ...entry, closes: false }));
    expect((await orderRows(id))[0]?.detail).toEqual(before?.detail);
    done(await followUp(s.groupAdmin, { ...entry, submissionId: newId(), closes: true }));
    expect(await orderRows(id)).toMatchObject([
      {
        ...{ kind: 'post', status: 'open', version: before?.version },
        detail: {
          ...before?.detail,
          outcome: expect.stringMatching(/^【处置结果】沿河路积水请绕行\n\n积水已退/),
        },
      },
    ]);
  });

  it('has been read by whoever opens it to review it', async () => {
    const id = await emergency();
    const headId = s.headHeping.personId ?? '';
    await db()
      .insert(noticeReceipts)
      .values({
        ...{ noticeId: id, personId: headId, unitId: s.units.heping.id, groupId: s.groups.heping.id },
        ...{ wanted: 'acknowledge', publishedAt: now() },
      })
      .onConflictDoNothing();
    const readAt = async () =>
      (await receiptRows(id)).find(({ personId }) => personId === headId)?.readAt ?? null;
    expect(await readAt()).toBeNull();
    const [step] = await stepsOf(id);
    done(await viewRevision(s.headHeping, { revisionId: step?.revisionId ?? '' }));
    expect(await readAt()).not.toBeNull();
    expect((await receiptRows(id)).filter(({ acknowledgedAt }) => acknowledgedAt)).toEqual([]);
  });

  it('and was not upheld is known to be so, and stays out', async () => {
    const id = await emergency();
    await decide(id, 'reject');
    expect(await noticeDetail(s.groupAdmin, id)).toMatchObject({
      status: 'published',
      reviewedAfterwards: 'rejected',
    });
  });

  it('and was not upheld is for the Office to recall, unless it has been recalled', async () => {
    const asked = '《沿河路积水请绕行》先行发布后未获追认，请决定是否召回';
    const [out, recalled] = [await emergency(), await emergency()];
    const seen = { id: recalled, version: (await noticeRow(recalled))?.version ?? 0 };
    done(await recallNotice(s.groupAdmin, { ...seen, reason: '地点有误' }));
    await decide(recalled, 'reject');
    expect(await told(s.office)).not.toContain(asked);
    await decide(out, 'reject');
    expect(await told(s.office)).toContain(asked);
  });

  it.each([
    ['approve', '补审通过，予以追认'],
    ['reject', '补审不通过，不予追认'],
  ] as const)(
    'is told of with one line for each act, in the words of a review afterwards: %s',
    async (decision, words) => {
      const id = await emergency();
      await decide(id, decision);
      const events = (await noticeDetail(s.groupAdmin, id))?.events;
      const ordered = `下达群内发布办理单：${s.groups.heping.name}`;
      expect(events?.map(({ title }) => title)).toEqual(['先行发布突发事件', ordered, words]);
    },
  );
});

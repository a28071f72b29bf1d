import { and, eq, inArray } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done, trailOf } from '@/db/testing/joining';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { distinctName, noticeWith, uploaded, written } from '@/db/testing/written';
import { newId } from '@/lib/core/id';
import { fingerprint } from '@/lib/notices/queries/fingerprint';
import type { SaveNotice } from '../input';
import { decideStep } from '../review/commands/decide';
import { saveNotice } from './commands/save';
import { submitNotice } from './commands/submit';
import { discardNotice, reopenNotice, withdrawNotice } from './commands/take-back';

/** The issue's own figure, also in `npm test`. */
const most = Math.max(rounds, 200);

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
});

/** A member's notice before the head of his unit, each in words of its own: the flood control compares them. */
async function underReview() {
  const form = written(s.member, [s.groups.heping], { body: `事项 ${distinctName()}，请知悉。` });
  const { id } = done(await submitNotice(s.member, { ...form, submissionId: newId() }));
  const { notice, steps } = await noticeWith(id);
  const [step] = steps;
  if (!(notice && step)) throw new Error('nothing under review');
  return { id, form, version: notice.version, seen: notice.editedAt.toISOString(), step };
}
type UnderReview = Awaited<ReturnType<typeof underReview>>;

const approve = ({ step }: UnderReview) =>
  decideStep(s.headHeping, {
    id: step.id,
    version: step.version,
    decision: 'approve',
    ...{ truth: true, accuracy: true, conformity: true },
    reasons: [],
    opinion: '',
  });

/** What stands approved is, word for word, the revision that was approved; what was edited since is approved by nobody. */
async function expectBound(id: string, approved: boolean): Promise<void> {
  const { notice, revisions, steps } = await noticeWith(id);
  const passed = ['approved', 'scheduled', 'published'].includes(notice?.status ?? '');
  const latest = revisions.at(-1);
  for (const revision of revisions) expect(fingerprint(revision)).toBe(revision.hash);
  if (passed) {
    expect(approved).toBe(true);
    expect(steps.filter(({ revisionId }) => revisionId === latest?.id).map(({ status }) => status)).toEqual([
      'approved',
    ]);
    expect([notice?.title, notice?.body]).toEqual([latest?.title, latest?.body]);
  }
  // A step that still counts is of the revision that stands.
  const standing = steps.filter(({ status }) => ['open', 'waiting', 'approved'].includes(status));
  expect(standing.filter(({ revisionId }) => revisionId !== latest?.id)).toEqual([]);
  if (notice?.status === 'draft' || notice?.status === 'withdrawn') expect(standing).toEqual([]);
}

// Each round submits twice, saves, takes back and decides.
it('approves no text that was edited meanwhile, whoever is first', { timeout: 180_000 }, async () => {
  const outcomes = new Set<string>();
  await inRounds(async (round) => {
    const one = await underReview();
    const edited: SaveNotice = { ...one.form, seen: one.seen, body: `偷换 ${distinctName()}` };
    const edit = async () => {
      const back = await reopenNotice(s.member, { id: one.id, version: one.version, reason: '' });
      if (!back.ok) return back;
      const { notice } = await noticeWith(one.id);
      const seen = notice?.editedAt.toISOString() ?? '';
      return submitNotice(s.member, { ...edited, seen, submissionId: newId() });
    };
    const [[decision, editing]] = await Promise.all([
      atOnce(round, () => approve(one), edit),
      // Another window of the author's saves the same words while all this goes on.
      saveNotice(s.member, edited),
    ]);
    // Both may have been done one after the other: approved, taken back, submitted anew.
    outcomes.add(`${decision.ok} ${editing.ok}`);
    await expectBound(one.id, decision.ok && !editing.ok);
    const { notice, revisions } = await noticeWith(one.id);
    expect(revisions.map(({ body }) => body)).toEqual(
      editing.ok ? [one.form.body, edited.body] : [one.form.body],
    );
    // Only a notice taken back, a draft again, may hold what the other window saved.
    if (!editing.ok && notice?.status !== 'draft') expect(notice?.body).toBe(one.form.body);
  }, most);
  expect(outcomes.size).toBeGreaterThan(1);
});

it('either approves or withdraws, and says so once', async () => {
  await inRounds(async (round) => {
    const one = await underReview();
    const input = { id: one.id, version: one.version, reason: '' };
    const [decision, taking] = await atOnce(
      round,
      () => approve(one),
      () => withdrawNotice(s.member, input),
    );
    expect([decision.ok, taking.ok].filter(Boolean)).toHaveLength(1);
    await expectBound(one.id, decision.ok);
    const acts = (await trailOf('notice', one.id)).filter(({ outcome }) => outcome === 'done');
    expect(acts.filter(({ action }) => action === 'notice.withdraw')).toHaveLength(taking.ok ? 1 : 0);
  });
});

it('keeps one of two windows, and one submission of two', async () => {
  await inRounds(async (round) => {
    const form = written(s.member, [s.groups.heping], { body: `事项 ${distinctName()}，请知悉。` });
    const { seen } = done(await saveNotice(s.member, form));
    const [one, two] = [`甲 ${distinctName()}`, `乙 ${distinctName()}`];
    const saves = await atOnce(
      round,
      () => saveNotice(s.member, { ...form, seen, body: one }),
      () => saveNotice(s.member, { ...form, seen, body: two }),
    );
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1);
    const kept = await noticeWith(form.id);
    expect(kept.notice?.body).toBe(saves[0].ok ? one : two);
    const again = { ...form, seen: kept.notice?.editedAt.toISOString() ?? '', body: kept.notice?.body ?? '' };
    const sent = await atOnce(
      round,
      () => submitNotice(s.member, { ...again, submissionId: newId() }),
      () => submitNotice(s.member, { ...again, submissionId: newId() }),
    );
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await noticeWith(form.id)).revisions).toHaveLength(1);
  });
});

it('submits a draft or does away with it, and leaves no file behind', async () => {
  await inRounds(async (round) => {
    const file = await uploaded(s.member, '名单.pdf');
    const form = written(s.member, [s.groups.heping], { fileIds: [file], body: `名单 ${distinctName()}` });
    const { seen } = done(await saveNotice(s.member, form));
    const [sending, discarding] = await atOnce(
      round,
      () => submitNotice(s.member, { ...form, seen, submissionId: newId() }),
      () => discardNotice(s.member, { id: form.id }),
    );
    expect([sending.ok, discarding.ok].filter(Boolean)).toHaveLength(1);
    const left = await db().$count(
      notices,
      and(eq(notices.id, form.id), inArray(notices.status, ['in_review'])),
    );
    expect(left).toBe(sending.ok ? 1 : 0);
  });
});

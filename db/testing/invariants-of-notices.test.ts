import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { deliveries, noticeReceipts } from '@/db/schema/receipts';
import { noticeSteps } from '@/db/schema/reviews';
import { now } from '@/lib/core/clock';
import { emptyStreet } from './empty';
import { brokenInvariants, trailEnd } from './invariants';
import { insertNotice } from './notices';
import { makeStreet, type TestStreet } from './street';

let s: TestStreet;
let from = 0;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  from = await trailEnd(db());
});

const faults: [string, string, (id: string) => Promise<unknown>][] = [
  [
    'a notice that went out unapproved',
    'was approved in every step',
    (id) => db().update(noticeSteps).set({ status: 'void' }).where(eq(noticeSteps.noticeId, id)),
  ],
  [
    'a step that is open though its notice is out',
    'a step is open only while',
    (id) =>
      db()
        .update(noticeSteps)
        .set({ status: 'open', openedAt: now(), dueAt: now() })
        .where(eq(noticeSteps.noticeId, id)),
  ],
  [
    'an approval of words that were submitted anew since',
    'only the words that were submitted last',
    (id) => db().update(notices).set({ revision: 2 }).where(eq(notices.id, id)),
  ],
  [
    'a group left out of the outbox',
    'each of its groups in its outbox',
    (id) => db().delete(deliveries).where(eq(deliveries.noticeId, id)),
  ],
  [
    'a notice that is out without having gone out',
    'nothing else has an outbox',
    (id) =>
      db()
        .update(notices)
        .set({ status: 'scheduled', publishAt: sql`now()`, publishedAt: null, publishedRevision: null })
        .where(eq(notices.id, id)),
  ],
  [
    'an author who is asked to read what he wrote',
    'nobody is asked to read what he wrote',
    (id) =>
      db()
        .update(noticeReceipts)
        .set({ personId: s.headHeping.personId ?? '' })
        .where(eq(noticeReceipts.noticeId, id)),
  ],
];

describe('the invariants of notices', () => {
  it.each(faults)('find %s', async (_, rule, breakIt) => {
    const { notice } = await insertNotice({
      author: s.headHeping,
      groups: [s.groups.heping, s.groups.portal],
      status: 'published',
    });
    expect(await brokenInvariants(db(), from)).toEqual([]);
    await breakIt(notice.id);
    expect(await brokenInvariants(db(), from)).toContainEqual(expect.stringContaining(rule));
  });

  it('find words that are not those of the fingerprint', async () => {
    await insertNotice({
      author: s.headHeping,
      groups: [s.groups.heping],
      status: 'published',
      revisionColumns: { hash: '0'.repeat(64) },
    });
    expect(await brokenInvariants(db(), from)).toEqual([
      expect.stringContaining('the fingerprint of its words'),
    ]);
  });
});

import { expect, it } from 'vitest';
import { done } from '@/db/testing/joining';
import { at, orderRows, publishedAt } from '@/db/testing/publishing';
import {
  approveStep,
  monday,
  noticeRow,
  reviewStreet,
  stepsOf,
  submittedNotice,
} from '@/db/testing/reviewing';
import { emptyTrail } from '@/db/testing/trail';
import { auditList } from '@/lib/audit/list';
import { listAudit } from '@/lib/audit/queries';
import { withClock } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { viewRevision } from '../review/commands/view';

const steps = [
  'review.plan',
  'review.view',
  'review.approve',
  'notice.approve',
  'notice.schedule',
  'notice.publish',
  'order.open',
  'order.complete',
];

it('finds the trail of a notice whole by its number, or by that of an order to post it', async () => {
  const s = await reviewStreet();
  await emptyTrail();
  const { notice, revision } = await submittedNotice({
    author: s.groupAdmin,
    groups: [s.groups.heping],
    number: 'NT-2026-0031',
  });
  await submittedNotice({ author: s.groupAdmin, groups: [s.groups.heping] });
  const [step] = await stepsOf(notice.id);
  done(await withClock(monday, () => viewRevision(s.headHeping, { revisionId: revision.id })));
  done(await approveStep(s.headHeping, step));
  const due = (await noticeRow(notice.id))?.publishAt ?? at('2026-11-23', 10);
  await publishedAt(notice.id, due);
  const [order] = await orderRows(notice.id);
  const orders = [{ id: order?.id ?? '', version: order?.version ?? 0 }];
  done(
    await withClock(due, () =>
      completeOrders(s.groupAdmin, { orders, handledAt: undefined, screenshots: [] }),
    ),
  );
  for (const q of ['nt 2026 31', order?.number ?? '']) {
    const { rows } = await listAudit(s.auditor, parseList(auditList, { q, sort: 'at' }));
    expect(rows.map(({ action }) => action)).toEqual(steps);
  }
});

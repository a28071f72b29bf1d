import { beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { done, ordersOf, requestRow } from '@/db/testing/joining';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { emptyTrail } from '@/db/testing/trail';
import { right, wronglyNumbered } from '@/db/testing/wrong-number';
import { auditList } from '@/lib/audit/list';
import { listAudit } from '@/lib/audit/queries';
import { withClock } from '@/lib/core/clock';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { completeOrders } from './commands/complete';
import { correctPhone } from './commands/correct';

const steps = [
  'membership.submit',
  'membership.approve',
  'order.open',
  'order.fail',
  'order.correct_phone',
  'order.open',
  'order.complete',
  'membership.finish',
];

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  await emptyTrail();
  s = await makeStreet();
});

/** Asked for in June, not done for a wrong number, put right and done. Beside it another request of which nothing is found. */
async function joined() {
  return withClock(new Date('2026-06-10T02:00:00Z'), async () => {
    const { person, failedFor } = await wronglyNumbered(s);
    const { requestId, order } = await failedFor();
    const other = await makeGroup('和平社区党建群', 'wecom', s.units.heping);
    await failedFor(other.id, '群已满');
    const { id } = done(await correctPhone(s.headHeping, { id: order.id, phone: right }));
    const orders = [{ id, version: 1 }];
    done(await completeOrders(s.groupAdmin, { orders, handledAt: undefined, screenshots: [] }));
    const numbers = (await ordersOf(requestId)).map(({ number }) => number);
    return { person, request: (await requestRow(requestId))?.number ?? '', numbers };
  });
}

const found = async (params: SearchParams) =>
  (await listAudit(s.auditor, parseList(auditList, { sort: 'at', size: '100', ...params }))).rows;
const actions = async (params: SearchParams) => (await found(params)).map(({ action }) => action);

describe('the trail of a request', () => {
  it('is found whole by its number, however typed, and by either order, however long ago', async () => {
    const { request, numbers } = await joined();
    const typed = [request, request.toLowerCase().replaceAll('-', ' '), ...numbers];
    expect(typed).toHaveLength(4);
    for (const q of typed) expect(await actions({ q })).toEqual(steps);
    expect(await actions({ q: request, from: '2026-06-11' })).toEqual([]);
    expect(await actions({ q: 'RQ-2020-0001' })).toEqual([]);
  });

  it('is found by the name of whom it is about, with all else about him', async () => {
    const { person, request } = await joined();
    const rows = await found({ q: person.name, from: '2026-06-01', to: '2026-06-30' });
    const whole = await found({ q: request });
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(whole.map(({ id }) => id)));
    expect(rows.map(({ action }) => action)).toContain('person.edit');
    expect(rows.filter(({ action }) => action === 'order.fail')).toHaveLength(2);
    // Within the thirty days of every search that names no beginning.
    expect(await actions({ q: person.name })).toEqual([]);
  });
});

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { everyPlace } from '@/db/testing/joining';
import { statementsOf } from '@/db/testing/statements';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { workCalendar } from '@/lib/calendar/queries';
import { parseList } from '@/lib/core/paging';
import { orderList } from '@/lib/groups/orders/list';
import { listOrders } from '@/lib/groups/orders/queries/list';
import { chosenGroups } from '@/lib/groups/queries/choices';
import { requestList } from '@/lib/groups/requests/list';
import { requestFigures } from '@/lib/groups/requests/queries/figures';
import { listRequestLines } from '@/lib/groups/requests/queries/lines';
import { chosenUnits } from '@/lib/groups/requests/queries/list';
import { shellViewer } from '@/lib/request/viewer';
import { board, navigationCounts } from './queries/board';

/** Every page finds the session, and what the shell shows of the reader with the counts of the navigation. */
const shell = 2;
const mostAPage = 8;

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  await everyPlace(s);
});

// Kept for five seconds by every process.
beforeEach(() => workCalendar());

describe('how many statements a page sends', () => {
  it.each(['office', 'groupAdmin', 'headHeping', 'member'] as const)(
    'what the shell shows of %s: one',
    async (kind) => {
      expect(await statementsOf(() => shellViewer(s[kind], navigationCounts(s[kind]), '/'))).toHaveLength(1);
    },
  );

  it.each([
    // What may be decided, answered, handled, has come back; lists of chat groups and nicknames; notices and leaves with the latest messages.
    ['office', 5],
    ['groupAdmin', 3],
    ['sysadmin', 6],
    ['member', 2],
  ] as const)('the workbench of %s: %i', async (kind, count) => {
    const sent = await statementsOf(() => board(s[kind]));
    expect(sent).toHaveLength(count);
    expect(sent.length + shell).toBeLessThanOrEqual(mostAPage);
  });

  it('the list of requests with figures, narrowed by unit and group: lines with their counts, and evidence; one; two', async () => {
    const sent = await statementsOf(() =>
      Promise.all([
        listRequestLines(s.office, parseList(requestList, {})),
        requestFigures(s.office),
        chosenUnits(s.office, [s.units.heping.id]),
        chosenGroups(s.office, [s.groups.heping.id]),
      ]),
    );
    expect(sent).toHaveLength(5);
    expect(sent.length + shell).toBeLessThanOrEqual(mostAPage);
  });

  it('the list of orders, narrowed by group: rows and count; one', async () => {
    const sent = await statementsOf(() =>
      Promise.all([
        listOrders(s.office, parseList(orderList, {})),
        chosenGroups(s.office, [s.groups.heping.id]),
      ]),
    );
    expect(sent).toHaveLength(3);
  });
});

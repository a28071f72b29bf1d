import { beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { joinsOf, typedRow } from '@/db/testing/joins';
import { statementsOf } from '@/db/testing/statements';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { decideRequests } from '@/lib/groups/requests/commands/decide';
import { requestDetail } from '@/lib/groups/requests/queries/detail';
import { submitJoins } from './commands/submit';
import { batchList } from './list';
import { batchLines, batchSummary } from './queries/batch';

let s: TestStreet;
let batchId: string;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  const rows = [
    typedRow('钱多', '13800000001', { unit: '和平', duty: '网格员' }),
    typedRow('孙少', '13800000002', { unit: '新华' }),
    typedRow('李四', '13800000003', { unit: '和平' }),
  ];
  ({ batchId } = done(await submitJoins(s.office, joinsOf(rows, [s.groups.heping, s.groups.portal]))));
});

const lines = (actor: Parameters<typeof batchLines>[0], params: SearchParams = {}) =>
  batchLines(actor, batchId, parseList(batchList, params));

describe('a batch', () => {
  it('is one line per person with his groups, in the order of the form, and what the reader may decide', async () => {
    const { rows, total } = await lines(s.office2);
    expect(total).toBe(3);
    expect(rows.map(({ personName, duty, requests }) => [personName, duty, requests.length])).toEqual([
      ['钱多', '网格员', 2],
      ['孙少', '', 2],
      ['李四', '', 2],
    ]);
    expect(rows[0]?.requests.every(({ may }) => may.decide)).toBe(true);
    expect((await lines(s.office)).rows[0]?.requests.some(({ may }) => may.decide)).toBe(false);
  });

  it('shows a head what is his unit’s, also in its figures, and strangers nothing', async () => {
    expect((await lines(s.headHeping)).rows.map(({ personName }) => personName)).toEqual(['钱多', '李四']);
    expect(await batchSummary(s.headHeping, batchId)).toMatchObject({
      people: 2,
      groups: 2,
      submittedByName: '周敏',
    });
    expect(await batchSummary(s.groupAdmin, batchId)).toBeNull();
    expect((await lines(s.groupAdmin)).rows).toEqual([]);
  });

  it('can be decided in part, person by person and group by group', async () => {
    const [first, second] = (await lines(s.office2)).rows;
    const rowsOf = (line: typeof first) => (line?.requests ?? []).map(({ id, version }) => ({ id, version }));
    done(await decideRequests(s.office2, { rows: rowsOf(first), decision: 'approve', reason: undefined }));
    done(
      await decideRequests(s.office2, {
        rows: rowsOf(second).slice(0, 1),
        decision: 'reject',
        reason: '重复',
      }),
    );
    const { byStatus } = (await batchSummary(s.office2, batchId)) ?? {};
    expect(byStatus).toEqual({ approved: 1, done: 1, rejected: 1, submitted: 3 });
    const open = await lines(s.office2, { status: 'submitted' });
    expect(open.rows.map(({ personName, requests }) => [personName, requests.length])).toEqual([
      ['孙少', 1],
      ['李四', 2],
    ]);
  });

  it('is named on each of its requests, as far as the reader sees it', async () => {
    const [line] = (await lines(s.office2)).rows;
    const id = line?.requests[0]?.id ?? '';
    expect(await requestDetail(s.office2, id)).toMatchObject({ batchId, together: 6 });
    expect(await requestDetail(s.headHeping, id)).toMatchObject({ together: 4 });
  });

  it('is read in few statements, whatever its size', async () => {
    expect(await statementsOf(() => lines(s.office2))).toHaveLength(3);
    expect(await statementsOf(() => batchSummary(s.office2, batchId))).toHaveLength(3);
  });
});

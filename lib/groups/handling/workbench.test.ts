import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { statementsOf } from '@/db/testing/statements';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { reason, right, wronglyNumbered } from '@/db/testing/wrong-number';
import type { Actor } from '@/lib/access/actor';
import { parseList } from '@/lib/core/paging';
import { board, navigationCounts } from '@/lib/workbench/queries/board';
import { blamesNumber, wrongNumberPattern } from '../orders/rules';
import { requestList } from '../requests/list';
import { requestDetail } from '../requests/queries/detail';
import { listRequests } from '../requests/queries/list';
import { correctPhone } from './commands/correct';

let s: TestStreet;
let failedFor: Awaited<ReturnType<typeof wronglyNumbered>>['failedFor'];
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  ({ failedFor } = await wronglyNumbered(s));
});

/** The card's figure; the list behind it has as many, and in each of them the number may be put right. */
async function asked(actor: Actor): Promise<string | undefined> {
  const card = (await board(actor)).cards.find(({ key }) => key === 'number');
  const list = await listRequests(actor, parseList(requestList, { wait: 'phone' }));
  expect(card?.value ?? '0').toBe(String(list.total));
  for (const { id } of list.rows) expect((await requestDetail(actor, id))?.may.correct).toBe(true);
  return card?.value;
}

const counted = async (actor: Actor) => {
  const count = navigationCounts(actor)['/membership'] ?? sql<number>`0`;
  const [row] = await db().execute<{ n: number }>(sql`select ${count} as n`);
  return row?.n;
};

describe('wrong numbers wait', () => {
  it('for the head of the unit whose people they are of, until they are put right; the Office has them elsewhere', async () => {
    const { requestId, order } = await failedFor();
    expect(await asked(s.headHeping)).toBe('1');
    expect((await board(s.headHeping)).lines).toMatchObject([
      {
        badge: '手机号',
        title: '王五加入「和平社区工作群」没有办成，请更正手机号',
        href: `/membership/${requestId}`,
        act: '去更正',
      },
    ]);
    expect(await counted(s.headHeping)).toBe(1);
    for (const actor of [s.headXinhua, s.office, s.groupAdmin, s.member])
      expect(await asked(actor)).toBeUndefined();
    done(await correctPhone(s.headHeping, { id: order.id, phone: right }));
    expect(await asked(s.headHeping)).toBeUndefined();
    expect(await counted(s.headHeping)).toBe(0);
  });

  it('but not what failed for something else, nor for who stands in for the head', async () => {
    const other = await makeGroup('和平网格群', 'wechat', s.units.heping);
    await failedFor(other.id, '对方拒绝邀请');
    expect(await asked(s.headHeping)).toBeUndefined();
    await failedFor();
    const grants = s.headHeping.grants.map((grant) => ({
      ...grant,
      onBehalfOf: { id: s.headHeping.personId ?? '', name: '李娟' },
    }));
    expect(await asked({ ...s.member, grants })).toBeUndefined();
  });

  it('and cost the workbench no statement more', async () => {
    await failedFor();
    expect(await statementsOf(() => board(s.headHeping))).toHaveLength(
      (await statementsOf(() => board(s.headXinhua))).length,
    );
  });
});

it.each([
  ...[
    reason,
    '没有登记手机号',
    '号码是空号',
    '电话已停机',
    '手机号少一位',
    '手机号不是本人的',
    '手机号已变更',
  ],
  ...[
    '电话联系本人，本人拒绝加入',
    '手机号没有错，本人拒绝加入',
    '号码无误，对方拒绝邀请',
    '号码错过，对方拒绝',
  ],
  ...['对方电话里说单位信息不对', '打电话无人接听'],
])('the database reads %s alike', async (text) => {
  const [row] = await db().execute<{ blamed: boolean }>(
    sql`select ${text}::text ~ ${wrongNumberPattern} as blamed`,
  );
  expect(row?.blamed).toBe(blamesNumber(text));
});

import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db, type Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { deliveryRows, noticeRow, orderRows } from '@/db/testing/publishing';
import { atOnce, inRounds } from '@/db/testing/rounds';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { distinctName } from '@/db/testing/written';
import { failOrders, reissueOrder } from '@/lib/groups/handling/commands/fail';
import * as orderBoard from '@/lib/groups/orders/workbench';
import { recallNotice } from '../publishing/commands/recall';
import { addOutcome } from './commands/outcome';
import { openPosts } from './commands/send';

let s: TestStreet;
let other: { id: string };
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  other = await makeGroup('防汛应急群', 'wecom', s.units.office);
});

/** A notice that is out, with an order for each of two chats; the older one first. */
async function published() {
  const { notice, revision } = await insertNotice({
    author: s.headHeping,
    groups: [s.groups.heping, other],
    status: 'published',
    body: `事项 ${distinctName()}，请知悉。`,
  });
  if (!revision) throw new Error('nothing published');
  const waiting = await deliveryRows(notice.id);
  await db().transaction((tx) => openPosts(tx, s.office, { notice, revision }, waiting, undefined));
  const [first, second] = await orderRows(notice.id);
  if (!(first && second)) throw new Error('no orders');
  return { id: notice.id, first, second, held: { notice, revision } };
}

const recall = (id: string) => recallNotice(s.headHeping, { id, version: 1, reason: '时间有误' });
const fail = (id: string) => failOrders(s.office, { orders: [{ id, version: 1 }], reason: '群内禁止发言' });
/** What failing writes, in a transaction that is not over yet. */
const failing = (tx: Tx, id: string) =>
  tx
    .update(workOrders)
    .set({ status: 'failed', failReason: '群内禁止发言', version: 2 })
    .where(eq(workOrders.id, id));

const waiting = sql`select 1 from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and query like '%"work_orders"%'`;
const untilHeldUp = () =>
  vi.waitFor(async () => expect(await db().execute(waiting)).toHaveLength(1), { timeout: 20_000 });

/** Nothing of a recalled notice is to be posted, now or by an order issued anew. */
async function expectNothingToPost(id: string): Promise<void> {
  expect(await noticeRow(id)).toMatchObject({ status: 'recalled' });
  const posts = (await orderRows(id)).filter(({ kind }) => kind === 'post');
  expect(posts.filter(({ status }) => status === 'open')).toEqual([]);
  const failed = posts.filter(({ status }) => status === 'failed');
  expect(failed.filter(({ droppedAt }) => !droppedAt)).toEqual([]);
  for (const order of failed)
    expect(await reissueOrder(s.office, { id: order.id })).toMatchObject({ refusal: { code: 'conflict' } });
  const returned = (await orderBoard.waiting(s.office)).find(({ key }) => key === 'order-returned');
  expect(returned?.items).toEqual([]);
}

describe('a recall', () => {
  it('waits for a post that is failing at this moment, and lets it rest', async () => {
    const { id, first } = await published();
    const { recalling } = await db().transaction(async (tx) => {
      await failing(tx, first.id);
      const recalling = recall(id);
      await untilHeldUp();
      return { recalling };
    });
    done(await recalling);
    await expectNothingToPost(id);
  });

  it('waits as well for what was issued anew while it waited, and fails at this moment', async () => {
    const { id, first, second } = await published();
    const last = await db().transaction(async (holding) => {
      await holding.execute(sql`select 1 from work_orders where id = ${first.id} for update`);
      const recalling = recall(id);
      await untilHeldUp();
      done(await fail(second.id));
      const anew = done(await reissueOrder(s.office, { id: second.id }));
      return { recalling, anew, failing: await holdFailing(anew.id) };
    });
    await untilHeldUp();
    await last.failing.end();
    done(await last.recalling);
    await expectNothingToPost(id);
  });

  it('and 办理不成 at once leave nothing to post, whoever is first', async () => {
    await inRounds(async (round) => {
      const { id, first } = await published();
      const [, recalled] = await atOnce(
        round,
        () => fail(first.id),
        () => recall(id),
      );
      done(recalled);
      await expectNothingToPost(id);
    });
  });
});

describe('the outcome of an emergency', () => {
  it('reaches as well what is issued anew at this moment in place of a failed post', async () => {
    const { id, first, held } = await published();
    done(await fail(first.id));
    const { adding } = await db().transaction(async (tx) => {
      await tx.execute(sql`select 1 from work_orders where id = ${first.id} for update`);
      const adding = db().transaction((other) => addOutcome(other, id, '积水已退'));
      await untilHeldUp();
      const failed = (await deliveryRows(id)).filter((delivery) => delivery.id === first.originId);
      await openPosts(tx, s.office, held, failed, undefined);
      return { adding };
    });
    await adding;
    const posts = await orderRows(id);
    expect(posts.map(({ status }) => status).sort()).toEqual(['failed', 'open', 'open']);
    for (const post of posts) expect(post.detail).toMatchObject({ outcome: '积水已退' });
  });
});

/** An order that fails in a transaction of its own, over when it is ended. */
function holdFailing(id: string): Promise<{ end: () => Promise<void> }> {
  return new Promise((begun, broken) => {
    const over: Promise<void> = db().transaction(async (tx) => {
      await failing(tx, id);
      await new Promise<void>((ended) => {
        const end = () => {
          ended();
          return over;
        };
        begun({ end });
      });
    });
    over.catch(broken);
  });
}

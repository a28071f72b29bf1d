import { beforeEach, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { at, orderRows, publishedAt, waitingNotice } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders, reissueOrder } from '@/lib/groups/handling/commands/fail';
import { noticeDetail } from '../queries/detail';

const monday = at('2026-11-23', 10);
const now = <T>(work: () => Promise<T>) => withClock(monday, work);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await now(() => makeStreet());
});

it('tells in a notice’s record how it came into its chats, by whom and as what', async () => {
  const { notice } = await waitingNotice(s, 'scheduled');
  await publishedAt(notice.id, monday);
  const post = async () => {
    const { id = '', version = 0 } = (await orderRows(notice.id)).at(-1) ?? {};
    return { id, version };
  };
  const failed = await post();
  done(await now(() => failOrders(s.groupAdmin, { orders: [failed], reason: '群已满' })));
  done(await now(() => reissueOrder(s.office, { id: failed.id })));
  done(
    await now(async () =>
      completeOrders(s.groupAdmin, { orders: [await post()], handledAt: undefined, screenshots: [] }),
    ),
  );
  const record = async (actor: Actor) =>
    (await now(() => noticeDetail(actor, notice.id)))?.events.map(
      ({ by, role, title, reason }) => `${by} ${role ?? ''} ${title} ${reason ?? ''}`,
    );
  const chat = s.groups.heping.name;
  const lines = [
    '系统  发布信息 ',
    `系统  下达群内发布办理单：${chat} `,
    `${s.groupAdmin.name} 群管理员 未能转发：${chat} 群已满`,
    `${s.office.name} 街道办公室管理员 重新下达群内发布办理单：${chat} `,
    `${s.groupAdmin.name} 群管理员 已转发：${chat} `,
  ];
  for (const actor of [s.member, s.headHeping, s.office, s.supervisor])
    expect(await record(actor)).toEqual(lines);
  expect(await record(s.groupAdmin)).toEqual([]);
});

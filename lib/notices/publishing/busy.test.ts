import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { db } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { deliveries, noticeOutlines } from '@/db/schema/receipts';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { at } from '@/db/testing/publishing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { distinctName } from '@/db/testing/written';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { publishingChecks } from './queries/plan';
import { sentLately } from './queries/sent';
import { outlineOf } from './rules/outline';
import { compared } from './rules/similar';

const monday = at('2026-11-23', 10);
const day = 86_400_000;
const daysAgo = (days: number) => new Date(monday.getTime() - days * day);

const title = '关于开展消防安全排查的通知';
const body =
  '各社区：\n请于11月27日前完成辖区消防安全排查，重点检查老旧小区、出租房屋和沿街商铺，排查结果由社区负责人签字后报平安建设办公室。';
/** The same four times over, as far as the rule goes. */
const said = [
  { title, body },
  { title: `【再次提醒】${title}`, body },
  { title, body: body.replaceAll('请', '請').replaceAll('检查', '檢查').replaceAll('，', ', ') },
  { title: `${title}（第2次）`, body },
];
/** More than were looked at once, whatever they said. */
const others = 320;

let s: TestStreet;
const send = (createdAt: Date, words: { title: string; body: string }) =>
  insertNotice({
    author: s.headHeping,
    groups: [s.groups.portal],
    status: 'published',
    receipts: false,
    createdAt,
    ...words,
  });

/** So many more in the group, after the others, each about something else. */
async function fillUp(count: number): Promise<void> {
  const { notice, revision } = await send(daysAgo(20), { title: distinctName(), body: distinctName() });
  const [delivery] = await db().select().from(deliveries).where(eq(deliveries.noticeId, notice.id));
  if (!(revision && delivery)) throw new Error('it is not out');
  const { grams: _, ...columns } = notice;
  const rows = Array.from({ length: count }, (__, i) => {
    const [id, revisionId, publishedAt] = [newId(), newId(), new Date(daysAgo(20).getTime() + i * 60_000)];
    const words = { title: distinctName(), body: distinctName() };
    return {
      notice: { ...columns, ...words, id, number: `BUSY-${i}`, publishedAt },
      revision: { ...revision, ...words, id: revisionId, noticeId: id },
      delivery: { ...delivery, id: newId(), noticeId: id, revisionId, createdAt: publishedAt },
      outline: { noticeId: id, ...outlineOf(compared(words)) },
    };
  });
  await db().transaction(async (tx) => {
    await insertRows(
      tx,
      notices,
      rows.map((row) => row.notice),
    );
    await insertRows(
      tx,
      noticeRevisions,
      rows.map((row) => row.revision),
    );
    await insertRows(
      tx,
      deliveries,
      rows.map((row) => row.delivery),
    );
    await insertRows(
      tx,
      noticeOutlines,
      rows.map((row) => row.outline),
    );
  });
}

beforeAll(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
  for (const [i, words] of said.entries()) await send(daysAgo(28 - i), words);
  await fillUp(others);
});

const asked = () => ({
  id: null,
  authorId: s.headXinhua.personId ?? '',
  title,
  body,
  repeatOf: null,
});

it('finds every repeat, however much went out to the group since, and reads little else', async () => {
  const sent = await withClock(monday, () => sentLately(db(), asked(), [s.groups.portal.id]));
  expect(sent.map((one) => [one.title, one.repeated])).toEqual(
    said.toReversed().map((words) => [words.title, true]),
  );
});

it('refuses one repeat too many of what began four weeks ago', async () => {
  const draft = {
    ...asked(),
    groups: [{ groupId: s.groups.portal.id, name: '街道工作总群' }],
    releaseWhen: 'approved' as const,
    plannedAt: null,
    receiptWanted: 'read' as const,
    receiptDueAt: null,
  };
  const [flood] = await withClock(monday, () => publishingChecks(db(), draft));
  expect(flood).toMatchObject({ clause: '3.3.1', ok: 'broken' });
});

it('finds declared repeats whatever they say, and leaves out what went to other groups', async () => {
  const first = await send(daysAgo(29), { title: distinctName(), body: distinctName() });
  const own = { ...asked(), title: distinctName(), body: distinctName(), repeatOf: first.notice.id };
  const inGroup = (id: string) => withClock(monday, () => sentLately(db(), own, [id]));
  expect(await inGroup(s.groups.portal.id)).toMatchObject([{ repeated: true, own: false }]);
  expect(await inGroup(s.groups.heping.id)).toEqual([]);
});

import { eq, inArray } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '@/lib/core/id';
import { db } from './client';
import { insertRows } from './insert-rows';
import { auditEvents, notifications } from './schema/house';
import { makeStreet, type TestStreet } from './testing/street';

let s: TestStreet;
beforeAll(async () => {
  s = await makeStreet();
});

const event = (entityId: string, more: Partial<typeof auditEvents.$inferInsert> = {}) => ({
  at: new Date('2026-11-22T09:30:00.123+08:00'),
  actorName: '张三',
  action: 'test.insert',
  outcome: 'done' as const,
  entityId,
  ...more,
});

it('inserts rows in their order, with dates, JSON, nothing, and defaults', async () => {
  const ids = [newId(), newId(), newId()];
  const after = { 名: ['甲', null, 1.5], "it's": { deep: true } };
  const rows = [
    event(ids[0] ?? '', { after }),
    event(ids[1] ?? ''),
    event(ids[2] ?? '', { reason: '“引号” \\ \n' }),
  ];
  expect(await db().transaction((tx) => insertRows(tx, auditEvents, rows))).toBe(3);
  const found = await db()
    .select()
    .from(auditEvents)
    .where(inArray(auditEvents.entityId, ids))
    .orderBy(auditEvents.id);
  expect(found.map(({ entityId }) => entityId)).toEqual(ids);
  expect(found[0]).toMatchObject({
    at: rows[0]?.at,
    after,
    before: null,
    reason: null,
    xid: expect.any(String),
  });
  expect(found[1]?.after).toBeNull();
  expect(found[2]?.reason).toBe('“引号” \\ \n');
});

it('inserts nothing when there is nothing', async () => {
  expect(await db().transaction((tx) => insertRows(tx, auditEvents, []))).toBe(0);
});

it('keeps half a surrogate pair as the replacement that any other text of it becomes', async () => {
  const id = newId();
  await db().transaction((tx) =>
    insertRows(tx, auditEvents, [event(id, { reason: '半\ud83d', after: { a: '\ude00' } })]),
  );
  const [row] = await db().select().from(auditEvents).where(eq(auditEvents.entityId, id));
  expect(row).toMatchObject({ reason: '半\ufffd', after: { a: '\ufffd' } });
});

it('fails on a row that is there, or leaves it and says so, as it is told', async () => {
  const message = () => ({
    id: newId(),
    personId: s.office.personId ?? '',
    kind: 'system',
    title: '一',
    href: '/',
    dedupeKey: 'insert-rows',
    createdAt: new Date(),
  });
  const insert = (how?: 'keep') =>
    db().transaction((tx) =>
      insertRows(tx, notifications, [message(), { ...message(), dedupeKey: newId() }], how),
    );
  expect(await insert()).toBe(2);
  expect(await insert('keep')).toBe(1);
  await expect(insert()).rejects.toThrow();
});

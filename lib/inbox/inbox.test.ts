import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, anonymousActor, systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { markAllRead, openNotification } from './commands';
import { inboxList } from './list';
import { notify } from './notify';
import { type FoundMessage, latestFound, latestMessages, listInbox, unreadCount } from './queries';

const start = new Date('2026-11-23T09:00:00+08:00');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const list = (params: Record<string, string> = {}) => parseList(inboxList, params);

let street: TestStreet;

async function send(actor: Actor, title: string, at: Date, dedupeKey?: string) {
  await withClock(at, () =>
    db().transaction((tx) =>
      notify(tx, [
        {
          personId: actor.personId ?? '',
          kind: 'membership',
          title,
          detail: `${title}的内容`,
          href: '/membership',
          dedupeKey,
        },
      ]),
    ),
  );
}

const titles = async (actor: Actor, params: Record<string, string> = {}) =>
  (await listInbox(actor, list(params))).rows.map((row) => row.title);

async function latest(actor: Actor, most: number) {
  const [row] = await db().execute<{ found: FoundMessage[] }>(
    sql`select ${latestFound(actor, most)} as found`,
  );
  return latestMessages(row?.found ?? []);
}

async function idOf(title: string): Promise<string> {
  const [row] = await db().select().from(notifications).where(eq(notifications.title, title));
  return row?.id ?? '';
}

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
  await send(street.office, '甲', minutes(0));
  await send(street.office, '乙', minutes(1));
  await send(street.member, '丙', minutes(2));
});

describe('an inbox', () => {
  it('holds its own messages and nobody else’s, newest first', async () => {
    expect(await titles(street.office)).toEqual(['乙', '甲']);
    expect(await titles(street.member)).toEqual(['丙']);
    expect(await unreadCount(street.office)).toBe(2);
    expect((await latest(street.office, 1)).map((row) => row.title)).toEqual(['乙']);
  });

  it.each([systemActor('nightly'), anonymousActor(null)])('is empty for $name', async (actor) => {
    expect(await titles(actor)).toEqual([]);
    expect(await unreadCount(actor)).toBe(0);
    expect(await latest(actor, 5)).toEqual([]);
  });

  it('is searched and filtered by state and kind', async () => {
    await openNotification(street.office, { id: await idOf('甲') });
    expect(await titles(street.office, { state: 'read' })).toEqual(['甲']);
    expect(await titles(street.office, { state: 'unread' })).toEqual(['乙']);
    expect(await titles(street.office, { state: 'unread,read' })).toHaveLength(2);
    expect(await titles(street.office, { q: '乙的' })).toEqual(['乙']);
    expect(await titles(street.office, { kind: 'order' })).toEqual([]);
  });

  it('gets a message with the same key once', async () => {
    await send(street.office, '提醒', minutes(3), 'remind-1');
    await send(street.office, '提醒', minutes(4), 'remind-1');
    await send(street.member, '提醒', minutes(4), 'remind-1');
    expect(await titles(street.office, { q: '提醒' })).toEqual(['提醒']);
    expect(await titles(street.member, { q: '提醒' })).toEqual(['提醒']);
  });
});

it('many messages are delivered at once, each key once', async () => {
  const many = Array.from({ length: 12_000 }, (_, i) => ({
    personId: street.leader.personId ?? '',
    kind: 'order' as const,
    title: `第 ${i} 条`,
    href: '/orders',
    dedupeKey: `many:${i % 11_999}`,
  }));
  expect(await db().transaction((tx) => notify(tx, many))).toBe(11_999);
  expect(await unreadCount(street.leader)).toBe(999);
});

describe('reading', () => {
  it('marks one message, answers where it leads, and keeps the first time it was read', async () => {
    const id = await idOf('甲');
    const opened = await withClock(minutes(5), () => openNotification(street.office, { id }));
    expect(opened).toEqual({ ok: true, value: { href: '/membership' } });
    await withClock(minutes(9), () => openNotification(street.office, { id }));
    const [row] = await db().select().from(notifications).where(eq(notifications.id, id));
    expect(row?.readAt).toEqual(minutes(5));
    expect(await unreadCount(street.office)).toBe(1);
  });

  it('somebody else’s message is not found and stays unread', async () => {
    for (const actor of [street.member, street.sysadmin, street.auditor]) {
      const result = await openNotification(actor, { id: await idOf('甲') });
      expect(result).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    }
    expect(await unreadCount(street.office)).toBe(2);
  });

  it('marks all that had come when the page was made, of one’s own', async () => {
    const result = await markAllRead(street.office, { until: minutes(0).toISOString() });
    expect(result).toEqual({ ok: true, value: { marked: 1 } });
    expect(await titles(street.office, { state: 'unread' })).toEqual(['乙']);
    expect(await unreadCount(street.member)).toBe(1);
  });
});

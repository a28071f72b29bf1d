import { desc, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { refuse, sqlState } from '@/lib/core/errors';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { command } from '@/lib/workflow/command';
import { auditList } from './list';
import { auditRecord, browseAudit, listAudit } from './queries';
import { record } from './record';

let street: TestStreet;
let label: string;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
  // The trail cannot be emptied: each test looks for what is its own.
  label = crypto.randomUUID();
});

const entry = () => ({
  action: 'unit.edit',
  entity: { type: 'unit', id: label, label },
  clause: '1.2',
  before: { name: '旧名', sort: 1 },
  after: { name: '新名', sort: 1 },
});
const write = () => db().transaction((tx) => record(tx, street.office, entry()));
const search = (params: SearchParams = {}) =>
  listAudit(street.auditor, parseList(auditList, { q: label, ...params }));
const stateOf = (work: Promise<unknown>) => work.then(() => undefined, sqlState);

describe('the trail is append-only', () => {
  it.each([
    [
      'UPDATE',
      () => db().update(auditEvents).set({ actorName: '别人' }).where(eq(auditEvents.entityId, label)),
    ],
    ['DELETE', () => db().delete(auditEvents).where(eq(auditEvents.entityId, label))],
    ['TRUNCATE', () => db().execute(sql`truncate audit_events`)],
    ['TRUNCATE … CASCADE', () => db().execute(sql`truncate audit_events cascade`)],
  ])('for %s', async (_, tamper) => {
    await write();
    expect(await stateOf(Promise.resolve(tamper()))).toBe('42501');
    expect((await search()).rows).toMatchObject([{ actorName: '周敏' }]);
  });
});

describe('what is recorded', () => {
  it('goes with its transaction', async () => {
    const work = db().transaction(async (tx) => {
      await record(tx, street.office, entry());
      throw new Error('taken back');
    });
    await expect(work).rejects.toThrow('taken back');
    expect((await search()).rows).toEqual([]);
  });

  it('is a condition: where it cannot be written, nothing is done', async () => {
    const rename = command({ name: 'unit.edit' }, async (tx, actor) => {
      await tx.update(units).set({ name: '改名' }).where(eq(units.id, street.units.heping.id));
      await record(tx, actor, entry());
    });
    await db().execute(
      sql`alter table audit_events add constraint full_disk check (entity_id <> ${sql.raw(`'${label}'`)}) not valid`,
    );
    await expect(rename(street.office, {})).rejects.toThrow();
    await db().execute(sql`alter table audit_events drop constraint full_disk`);
    const [unit] = await db().select().from(units).where(eq(units.id, street.units.heping.id));
    expect(unit?.name).toBe('和平社区');
  });

  it('is a condition of refusing too: an attempt that cannot be recorded is a fault', async () => {
    const attempt = command({ name: 'unit.edit', entity: () => entry().entity }, async () =>
      refuse('forbidden', '您没有权限'),
    );
    await db().execute(
      sql`alter table audit_events add constraint full_disk check (entity_id <> ${sql.raw(`'${label}'`)}) not valid`,
    );
    await expect(attempt(street.office, {})).rejects.toThrow();
    await db().execute(sql`alter table audit_events drop constraint full_disk`);
  });

  it('includes refused attempts, of which nothing else is kept', async () => {
    const attempt = command({ name: 'unit.edit', entity: () => entry().entity }, async (tx, actor) => {
      await record(tx, actor, entry());
      return refuse('forbidden', '您没有权限');
    });
    await attempt(street.member, {});
    expect((await search()).rows).toMatchObject([
      { outcome: 'refused', code: 'forbidden', actorName: '刘洋', reason: '您没有权限' },
    ]);
  });

  it('names for whom it was done', async () => {
    const [, grant] = street.headHeping.grants;
    const onBehalfOf = { id: crypto.randomUUID(), name: '李娟' };
    await db().transaction((tx) =>
      record(tx, street.member, { ...entry(), ...(grant ? { grant: { ...grant, onBehalfOf } } : {}) }),
    );
    expect((await search()).rows).toMatchObject([{ actingRole: '部门/社区负责人（代李娟）' }]);
  });
});

describe('searching', () => {
  it.each([
    ['area', 'unit', 1],
    ['area', 'person', 0],
    ['outcome', 'done', 1],
    ['outcome', 'refused', 0],
    ['type', 'unit', 1],
    ['type', 'group', 0],
    ['role', 'auditor', 0],
    ['to', '2024-01-01', 0],
    ['from', '2024-01-01', 1],
  ])('by %s %s finds %d', async (key, value, count) => {
    await write();
    expect((await search({ [key]: value })).rows).toHaveLength(count);
  });

  it('by person and by number', async () => {
    await write();
    expect((await search({ person: street.office.personId ?? '' })).rows).toHaveLength(1);
    expect((await search({ person: street.office2.personId ?? '' })).rows).toHaveLength(0);
    expect((await search({ q: '', object: label })).rows).toHaveLength(1);
  });

  it('takes signs of the search language as themselves', async () => {
    await write();
    expect((await search({ q: '%' })).rows).toEqual([]);
    expect((await search({ q: "'; drop table audit_events; --" })).rows).toEqual([]);
  });

  it('goes back 30 days unless told otherwise, and all the way for one thing', async () => {
    await withClock(new Date('2024-03-01T02:00:00Z'), write);
    expect((await search()).rows).toHaveLength(0);
    expect((await search({ from: '2024-03-01', to: '2024-03-01' })).rows).toHaveLength(1);
    expect((await search({ q: '', object: label })).rows).toHaveLength(1);
  });

  it('is newest first, in bounded pages', async () => {
    await write();
    await write();
    const page = await search({ size: '20' });
    expect(page.rows.map(({ id }) => id)).toEqual(page.rows.map(({ id }) => id).toSorted((a, b) => b - a));
    expect((await search({ page: '2' })).rows).toEqual([]);
  });
});

describe('one record', () => {
  it('shows before and after, without what stayed', async () => {
    await write();
    const [row] = (await search()).rows;
    expect((await auditRecord(street.auditor, row?.id ?? 0))?.changes).toEqual([
      { field: 'name', label: '名称', before: '旧名', after: '新名' },
    ]);
  });

  it('is null when there is none', async () => {
    expect(await auditRecord(street.auditor, 999_999_999)).toBeNull();
  });
});

describe('who may look', () => {
  it('is the auditor alone', async () => {
    await write();
    const [row] = (await search()).rows;
    const { auditor: _, units: __, groups: ___, ...others } = street;
    const state = parseList(auditList, { q: label });
    for (const actor of Object.values(others)) {
      expect((await listAudit(actor, state)).rows).toEqual([]);
      expect(await browseAudit(actor, state)).toBeNull();
      expect(await auditRecord(actor, row?.id ?? 0)).toBeNull();
    }
  });

  it('is recorded, once for the same look', async () => {
    const state = parseList(auditList, { q: label, outcome: 'refused' });
    await browseAudit(street.auditor, state);
    await browseAudit(street.auditor, state);
    const looks = await db()
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.actorId, street.auditor.personId ?? ''))
      .orderBy(desc(auditEvents.id));
    expect(looks).toMatchObject([
      {
        action: 'audit.view',
        actingRole: 'auditor',
        after: { conditions: ['outcome=refused', `q=${label}`] },
      },
    ]);
  });

  it('is recorded without the whole number that was searched for', async () => {
    await browseAudit(street.auditor, parseList(auditList, { q: '13800001234' }));
    const [look] = await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    expect(look).toMatchObject({ action: 'audit.view', after: { conditions: ['q=***1234'] } });
  });

  it('is recorded for single records too', async () => {
    await write();
    const [row] = (await search()).rows;
    await auditRecord(street.auditor, row?.id ?? 0);
    const [look] = (await listAudit(street.auditor, parseList(auditList, { object: String(row?.id) }))).rows;
    expect(look).toMatchObject({ action: 'audit.view', entityLabel: `第 ${row?.id} 号：修改单位` });
  });
});

it('keeps many records as it keeps one, whole and in their order', async () => {
  await write();
  const bare = { action: 'unit.edit', entity: { type: 'unit', id: label, label } };
  const many = Array.from({ length: 120 }, (_, n) => (n % 2 ? { ...bare, reason: `第 ${n} 件` } : entry()));
  await db().transaction((tx) => record(tx, street.office, ...many));
  const rows = await db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.entityId, label))
    .orderBy(auditEvents.id);
  const [one, ...others] = rows.map(({ id: _, at: __, xid: ___, ...rest }) => rest);
  expect(others).toHaveLength(120);
  expect(others[0]).toEqual(one);
  expect(others[119]).toEqual({ ...one, clause: null, before: null, after: null, reason: '第 119 件' });
});

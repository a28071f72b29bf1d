import { desc, eq, sql } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, calendarDays, notifications, settingChanges } from '@/db/schema/house';
import { delegations } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { approved } from '@/db/testing/joining';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { anonymousActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { exportList } from './run';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

async function sheetOf(result: Awaited<ReturnType<typeof exportList>>): Promise<ExcelJS.Worksheet> {
  if (!result.ok) throw new Error(result.refusal.message);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(result.value.data).buffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('empty workbook');
  return sheet;
}

const texts = (sheet: ExcelJS.Worksheet, row: number) => {
  const { values } = sheet.getRow(row);
  return Array.isArray(values) ? values.slice(1) : [];
};

describe('an exported list', () => {
  it('has the rows of the screen under Chinese headers, and says whose it is', async () => {
    const result = await withClock(new Date('2026-11-22T06:05:00Z'), () =>
      exportList(street.office, 'groups', {}),
    );
    expect(result).toMatchObject({ ok: true, value: { filename: '工作群_2026-11-22.xlsx' } });
    const sheet = await sheetOf(result);
    expect(sheet.name).toBe('工作群');
    expect(texts(sheet, 1)).toEqual(['工作群']);
    expect(texts(sheet, 2)).toEqual(['状态：使用中']);
    expect(texts(sheet, 3).slice(0, 3)).toEqual(['工作群', '平台', '归口单位']);
    expect(sheet.getColumn(1).values).toEqual(expect.arrayContaining(['和平社区工作群', '街道工作总群']));
    expect(texts(sheet, sheet.rowCount)).toEqual([
      '共 2 个群。由 党政办公室 周敏 于 2026-11-22 周日 14:05 从群序导出。内部资料，注意保密。',
    ]);
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 3 }]);
  });

  it('has numbers as numbers and moments as dates in the office’s time', async () => {
    await withClock(new Date('2026-11-21T17:30:00Z'), () =>
      makeGroup('夜间群', 'portal', street.units.office),
    );
    const sheet = await sheetOf(await exportList(street.office, 'groups', { q: '夜间' }));
    const row = texts(sheet, 4);
    expect(row[4]).toBe(0);
    expect(row).toContainEqual(new Date('2026-11-22T01:30:00Z'));
  });

  it('obeys the address: search, filter, order', async () => {
    const sheet = await sheetOf(await exportList(street.office, 'groups', { platform: 'wechat' }));
    expect(sheet.rowCount).toBe(6);
    expect(texts(sheet, 2)).toEqual(['状态：使用中；平台：微信']);
    expect(texts(sheet, 4)[0]).toBe('和平社区工作群');
  });

  it('holds what the person may see, no more', async () => {
    const sheet = await sheetOf(await exportList(street.member, 'groups', {}));
    expect(sheet.getColumn(1).values).not.toContain('街道工作总群');
  });

  it('goes over many pages', async () => {
    await db().execute(sql`insert into groups (id, name, pinyin, initials, platform, owner_unit_id, created_at)
      select gen_random_uuid(), '群' || n, 'qun', 'q', 'portal', ${street.units.office.id}, '2026-01-01' from generate_series(1, 1100) n`);
    const sheet = await sheetOf(await exportList(street.office, 'groups', {}));
    expect(sheet.rowCount).toBe(3 + 1102 + 2);
  });

  it('is recorded with who, what and how much', async () => {
    await exportList(street.office, 'groups', { platform: 'wechat', q: '和平' });
    const [last] = await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    expect(last).toMatchObject({
      action: 'export.download',
      actorId: street.office.personId,
      entityId: 'groups',
      after: { rows: 1, conditions: ['状态：使用中', '平台：微信', '搜索：和平'] },
    });
  });

  it('is recorded without the whole number that was searched for', async () => {
    await exportList(street.office, 'people', { q: '13800001234' });
    const [last] = await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    expect(last).toMatchObject({
      action: 'export.download',
      after: { conditions: ['在岗情况：在岗', '搜索：***1234'] },
    });
  });

  it('has cells that no spreadsheet runs', async () => {
    await db()
      .update(units)
      .set({ name: '=HYPERLINK("http://evil")' })
      .where(eq(units.id, street.units.heping.id));
    const sheet = await sheetOf(await exportList(street.office, 'units', {}));
    expect(sheet.getColumn(1).values).toContain(`'=HYPERLINK("http://evil")`);
  });
});

/** A row of each list that is empty in a new street. */
async function everyList(s: TestStreet): Promise<void> {
  await approved(s);
  const at = new Date('2026-11-20T02:00:00Z');
  const by = { changedAt: at, changedByName: '周敏' };
  const [office, head] = [s.office.personId ?? '', s.headHeping.personId ?? ''];
  await db()
    .insert(notifications)
    .values({ id: newId(), personId: office, kind: 'system', title: '系统通知', href: '/', createdAt: at });
  await db()
    .insert(settingChanges)
    .values({ id: newId(), key: 'notices.per_hour', before: 3, after: 2, reason: '试行', ...by });
  await db()
    .insert(calendarDays)
    .values({ day: '2026-12-31', working: false, name: '休息日', source: '街道', ...by });
  await db()
    .insert(delegations)
    .values({
      ...{ id: newId(), fromPersonId: head, toPersonId: s.groupAdmin.personId ?? '', role: 'unit_head' },
      ...{
        startsAt: at,
        endsAt: new Date('2099-01-01T00:00:00Z'),
        reason: '外出',
        enteredBy: head,
        createdAt: at,
      },
    });
}

describe('every list', () => {
  it.each([
    'groups',
    'group-members',
    'membership',
    'orders',
    'people',
    'units',
    'delegations',
    'inbox',
    'setting-changes',
    'calendar-days',
  ])('%s can be exported by the Office', async (name) => {
    await everyList(street);
    const sheet = await sheetOf(await exportList(street.office, name, { group: street.groups.heping.id }));
    // Three lines before the rows; after them an empty one and the closing.
    expect(sheet.rowCount).toBeGreaterThan(5);
    expect(texts(sheet, sheet.rowCount)[0]).not.toMatch(/共 0 /);
  });

  it('of the other offices can be exported by whose it is', async () => {
    expect(await exportList(street.auditor, 'audit', {})).toMatchObject({ ok: true });
    expect(await exportList(street.sysadmin, 'job-failures', {})).toMatchObject({ ok: true });
  });
});

describe('an export is refused', () => {
  it('to whoever is not signed in', async () => {
    expect(await exportList(anonymousActor(null), 'groups', {})).toMatchObject({
      refusal: { code: 'session' },
    });
  });

  it('for a list that is not there', async () => {
    expect(await exportList(street.office, 'secrets', {})).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await exportList(street.office, 'constructor', {})).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  it('to whoever may not see the list, and that is recorded', async () => {
    expect(await exportList(street.office, 'audit', {})).toMatchObject({ refusal: { code: 'forbidden' } });
    const [last] = await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    expect(last).toMatchObject({ action: 'export.download', outcome: 'refused', entityId: 'audit' });
    expect(await exportList(street.headHeping, 'delegations', {})).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });

  it('after thirty within ten minutes', async () => {
    for (let i = 0; i < 30; i += 1)
      expect(await exportList(street.office, 'units', {})).toMatchObject({ ok: true });
    expect(await exportList(street.office, 'units', {})).toMatchObject({ refusal: { code: 'limited' } });
    expect(await exportList(street.office2, 'units', {})).toMatchObject({ ok: true });
  });

  it('while the same person’s last one is under way', async () => {
    const both = await Promise.all([
      exportList(street.office, 'units', {}),
      exportList(street.office, 'units', {}),
    ]);
    expect(both.map((result) => result.ok)).toEqual([true, false]);
  });
});

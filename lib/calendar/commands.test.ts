import { desc } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { parseList } from '@/lib/core/paging';
import { pasteCalendarDays, removeCalendarDay, setCalendarDay } from './commands';
import { setDayInput } from './input';
import { calendarDayList } from './list';
import { calendarYear, listCalendarDays, workCalendar } from './queries';
import { isWorkingDay } from './rules';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

const flood = {
  day: '2026-11-22',
  working: 'working',
  name: '防汛值守',
  source: '街道通知',
  provisional: false,
} as const;
const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];
const all = parseList(calendarDayList, {});

describe('the office’s own word on a day', () => {
  it('counts at once and is recorded', async () => {
    expect(isWorkingDay(await workCalendar(), '2026-11-22')).toBe(false);
    expect(await setCalendarDay(street.office, flood)).toMatchObject({ ok: true });
    expect(isWorkingDay(await workCalendar(), '2026-11-22')).toBe(true);
    expect(await lastRecord()).toMatchObject({
      action: 'calendar.set',
      entityLabel: '2026-11-22',
      before: null,
      after: { working: '上班', name: '防汛值守' },
    });
  });

  it('may be changed, and the record says from what', async () => {
    await setCalendarDay(street.office, flood);
    await setCalendarDay(street.office2, { ...flood, working: 'off', name: '值守取消' });
    expect(await lastRecord()).toMatchObject({ before: { working: '上班' }, after: { working: '放假' } });
    expect((await listCalendarDays(street.office, all)).rows).toMatchObject([
      { name: '值守取消', changedByName: '吴桐' },
    ]);
  });

  it('may be taken back once', async () => {
    await setCalendarDay(street.office, flood);
    const removal = { day: flood.day, reason: '通知撤销' };
    expect(await removeCalendarDay(street.office, removal)).toMatchObject({ ok: true });
    expect(isWorkingDay(await workCalendar(), '2026-11-22')).toBe(false);
    expect(await removeCalendarDay(street.office, removal)).toMatchObject({ refusal: { code: 'conflict' } });
  });

  it('is the Office’s alone', async () => {
    for (const actor of [street.sysadmin, street.headHeping, street.leader, street.member, street.auditor]) {
      expect(await setCalendarDay(actor, flood)).toMatchObject({ refusal: { code: 'forbidden' } });
      expect(await removeCalendarDay(actor, { day: flood.day, reason: '试一试' })).toMatchObject({
        refusal: { code: 'forbidden' },
      });
    }
    expect((await listCalendarDays(street.office, all)).rows).toEqual([]);
  });

  it.each(['2026-02-30', '2023-01-01', '22-11-2026', ''])('refuses the day %j', (day) => {
    expect(setDayInput.safeParse({ ...flood, day }).success).toBe(false);
  });
});

describe('pasting a year', () => {
  const notice = { year: 2027, text: '元旦：1月1日至3日放假。1月4日上班。', source: '国务院办公厅通知' };

  it('takes over every day of it', async () => {
    expect(await pasteCalendarDays(street.office, notice)).toEqual({ ok: true, value: { days: 4 } });
    const year = await calendarYear(street.office, 2027);
    expect(year?.months[0]?.slice(0, 4)).toMatchObject([
      { working: false, name: '元旦', provisional: false },
      { working: false, provisional: false },
      { working: false, provisional: false },
      { working: true, provisional: false },
    ]);
    expect(year?.months[1]?.[0]).toMatchObject({ provisional: true });
    expect(await pasteCalendarDays(street.office, notice)).toMatchObject({ ok: true });
  });

  it('takes over nothing when a line cannot be read', async () => {
    const result = await pasteCalendarDays(street.office, { ...notice, text: `${notice.text}\n详见附件` });
    expect(result).toMatchObject({
      refusal: { code: 'invalid', fields: { text: expect.stringContaining('详见附件') } },
    });
    expect((await listCalendarDays(street.office, all)).rows).toEqual([]);
  });

  it('refuses another year’s days', async () => {
    const result = await pasteCalendarDays(street.office, { ...notice, text: '2031-01-01 元旦' });
    expect(result).toMatchObject({ refusal: { code: 'invalid' } });
  });
});

describe('the year on the screen', () => {
  it('counts 2026 as published', async () => {
    const year = await calendarYear(street.office, 2026);
    expect(year).toMatchObject({ provisional: false, workingDays: 248, may: { manage: true } });
    expect(year?.months.map((month) => month.length)).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
  });

  it('calls a year not yet published provisional', async () => {
    expect(await calendarYear(street.sysadmin, 2027)).toMatchObject({
      provisional: true,
      may: { manage: false },
    });
  });

  it('is not shown to members', async () => {
    expect(await calendarYear(street.member, 2026)).toBeNull();
    await setCalendarDay(street.office, flood);
    expect((await listCalendarDays(street.member, all)).rows).toEqual([]);
  });
});

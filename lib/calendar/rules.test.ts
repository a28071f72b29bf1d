import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeDay, officeMinutes, officeMoment } from '@/lib/core/time';
import { publicDay } from './published';
import {
  addWorkingDays,
  addWorkingHours,
  deadlineText,
  isWorkingDay,
  openMoment,
  type WorkCalendar,
  workingDayFrom,
} from './rules';

const calendar: WorkCalendar = { overrides: new Map(), hours: { opens: 8 * 60 + 30, closes: 18 * 60 } };
const at = (text: string): Date => {
  const [day = '', time = '00:00'] = text.split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return officeMoment(day, hours * 60 + minutes);
};

const anyMoment = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2028-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const overrideDay = fc.date({
  min: new Date('2024-01-01'),
  max: new Date('2028-12-31'),
  noInvalidDate: true,
});
const anyCalendar = fc
  .record({
    days: fc.array(fc.tuple(overrideDay.map(officeDay), fc.boolean()), { maxLength: 30 }),
    opens: fc.integer({ min: 0, max: 12 * 60 }),
    length: fc.integer({ min: 60, max: 11 * 60 }),
  })
  .map(
    ({ days, opens, length }): WorkCalendar => ({
      overrides: new Map(days),
      hours: { opens, closes: opens + length },
    }),
  );
const fewDays = fc.integer({ min: 1, max: 30 });
const fewHours = fc.integer({ min: 0, max: 40 });

describe('the public calendar', () => {
  it.each([
    ['2026-01-01', false, '元旦'],
    ['2026-01-04', true, '元旦'],
    ['2026-02-14', true, '春节'],
    ['2026-02-17', false, '春节'],
    ['2026-02-28', true, '春节'],
    ['2026-05-09', true, '劳动节'],
    ['2026-09-20', true, '国庆节'],
    ['2026-10-07', false, '国庆节'],
    ['2026-10-10', true, '国庆节'],
    ['2026-11-21', false, null],
    ['2026-11-23', true, null],
  ])('knows %s', (day, working, name) => {
    expect(publicDay(day)).toEqual({ working, name, provisional: false });
  });

  it.each([
    ['2027-01-01', '元旦'],
    ['2027-02-05', '春节'],
    ['2027-02-08', '春节'],
    ['2027-04-05', '清明'],
    ['2027-06-09', '端午'],
    ['2027-09-15', '中秋'],
    ['2027-10-01', '国庆节'],
  ])('gives the statutory day off %s before that year is published, provisionally', (day, name) => {
    expect(publicDay(day)).toEqual({ working: false, name, provisional: true });
  });

  it('calls every day of a year not yet published provisional', () => {
    expect(publicDay('2027-03-01')).toEqual({ working: true, name: null, provisional: true });
    expect(publicDay('2027-03-06')).toEqual({ working: false, name: null, provisional: true });
  });
});

describe('working days', () => {
  it('puts the office’s own word above the public calendar', () => {
    const own = {
      ...calendar,
      overrides: new Map([
        ['2026-11-23', false],
        ['2026-11-22', true],
      ]),
    };
    expect(isWorkingDay(own, '2026-11-23')).toBe(false);
    expect(isWorkingDay(own, '2026-11-22')).toBe(true);
  });

  it.each([
    ['over a weekend', '2026-11-20 10:00', 1, '2026-11-23 10:00'],
    ['from a weekend', '2026-11-22 10:00', 2, '2026-11-24 18:00'],
    ['from the evening', '2026-11-23 19:00', 1, '2026-11-24 18:00'],
    ['from Friday evening', '2026-11-20 19:00', 1, '2026-11-23 18:00'],
    ['from the early morning', '2026-11-23 06:00', 1, '2026-11-23 18:00'],
    ['at closing time', '2026-11-23 18:00', 1, '2026-11-24 18:00'],
    ['over the National Day', '2026-09-30 15:00', 1, '2026-10-08 15:00'],
    ['onto the Saturday worked for it', '2026-10-09 15:00', 1, '2026-10-10 15:00'],
    ['over the Spring Festival', '2026-02-13 09:00', 2, '2026-02-24 09:00'],
    ['over the turn of the year', '2025-12-31 16:00', 2, '2026-01-05 16:00'],
    ['into a year not yet published', '2026-12-31 16:00', 1, '2027-01-04 16:00'],
  ])('counts %s', (_, from, days, due) => {
    expect(addWorkingDays(calendar, at(from), days)).toEqual(at(due));
  });

  it('never lands outside office hours or on a day off', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fewDays, (own, from, days) => {
        const due = addWorkingDays(own, from, days);
        expect(isWorkingDay(own, officeDay(due))).toBe(true);
        expect(officeMinutes(due)).toBeGreaterThanOrEqual(own.hours.opens);
        expect(officeMinutes(due)).toBeLessThanOrEqual(own.hours.closes);
      }),
    );
  });

  it('gives n and then m days as n + m days', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fewDays, fewDays, (own, from, n, m) => {
        const twice = addWorkingDays(own, addWorkingDays(own, from, n), m);
        expect(twice).toEqual(addWorkingDays(own, from, n + m));
      }),
    );
  });

  it('gives whoever is later no earlier deadline', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMoment, fewDays, (own, a, b, days) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(+addWorkingDays(own, early, days)).toBeLessThanOrEqual(+addWorkingDays(own, late, days));
      }),
    );
  });

  it('gives up on a calendar without working days instead of searching for ever', () => {
    const off = new Map(
      Array.from({ length: 100 }, (_, i) => [officeDay(new Date(Date.UTC(2026, 0, 1 + i))), false]),
    );
    expect(workingDayFrom({ ...calendar, overrides: off }, '2026-01-01')).toBe('2026-01-01');
  });
});

describe('working hours', () => {
  it.each([
    ['within a day', '2026-11-23 09:00', 4, '2026-11-23 13:00'],
    ['over the night', '2026-11-23 16:00', 4, '2026-11-24 10:30'],
    ['over the weekend', '2026-11-20 17:30', 1, '2026-11-23 09:00'],
    ['up to closing time', '2026-11-23 14:00', 4, '2026-11-23 18:00'],
    ['half an hour', '2026-11-23 09:00', 0.5, '2026-11-23 09:30'],
  ])('counts %s', (_, from, hours, due) => {
    expect(addWorkingHours(calendar, at(from), hours)).toEqual(at(due));
  });

  it('never lands on a day off, nor outside office hours', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fewHours, (own, from, hours) => {
        const due = addWorkingHours(own, from, hours);
        expect(isWorkingDay(own, officeDay(due))).toBe(true);
        expect(officeMinutes(due)).toBeGreaterThanOrEqual(own.hours.opens);
        expect(officeMinutes(due)).toBeLessThanOrEqual(own.hours.closes);
      }),
    );
  });

  it('gives n and then m hours as n + m hours', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fewHours, fc.integer({ min: 1, max: 40 }), (own, from, n, m) => {
        const twice = addWorkingHours(own, addWorkingHours(own, from, n), m);
        expect(twice).toEqual(addWorkingHours(own, from, n + m));
      }),
    );
  });

  it('gives whoever is later no earlier deadline', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMoment, fewHours, (own, a, b, hours) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(+addWorkingHours(own, early, hours)).toBeLessThanOrEqual(+addWorkingHours(own, late, hours));
      }),
    );
  });

  it('refuses an office that never opens', () => {
    const shut = { ...calendar, hours: { opens: 600, closes: 600 } };
    expect(() => addWorkingHours(shut, at('2026-11-23 09:00'), 1)).toThrow(RangeError);
  });

  it('opens at once when the office is open, else with the next opening', () => {
    const moment = new Date('2026-11-23T02:00:30.500Z');
    expect(openMoment(calendar, moment)).toBe(moment);
    expect(openMoment(calendar, at('2026-11-22 10:00'))).toEqual(at('2026-11-23 08:30'));
  });
});

describe('what stands beside a deadline', () => {
  it.each([
    ['2026-11-23 10:00', '2026-11-23 18:00', '今天 18:00 前', false],
    ['2026-11-23 10:00', '2026-11-24 10:00', '还剩 1 个工作日', false],
    ['2026-11-23 10:00', '2026-11-24 09:00', '还剩 8 个工作小时', false],
    ['2026-11-23 16:00', '2026-11-24 10:30', '还剩 4 个工作小时', false],
    ['2026-11-20 17:30', '2026-11-23 09:30', '还剩 1 个工作小时', false],
    ['2026-11-20 17:01', '2026-11-23 09:30', '还剩 1 个工作小时', false],
    ['2026-11-20 17:30', '2026-11-23 08:59', '还剩不足 1 个工作小时', false],
    ['2026-11-21 10:00', '2026-11-23 09:00', '还剩不足 1 个工作小时', false],
    ['2026-11-23 17:40', '2026-11-24 08:50', '还剩不足 1 个工作小时', false],
    ['2026-11-20 10:00', '2026-11-23 11:00', '还剩 1 个工作日', false],
    ['2026-11-20 10:00', '2026-11-24 09:00', '还剩 2 个工作日', false],
    ['2026-11-23 23:00', '2026-11-24 01:00', '明天 01:00 前', false],
    ['2026-11-23 22:20', '2026-11-24 00:19', '明天 00:19 前', false],
    ['2026-11-20 19:00', '2026-11-23 01:00', '11-23 到期', false],
    ['2026-11-20 10:00', '2026-11-21 09:00', '11-21 到期', false],
    ['2026-11-23 10:00', '2026-11-23 09:59', '逾期 1 分钟', true],
    ['2026-11-23 13:00', '2026-11-23 10:00', '逾期 3 小时', true],
    ['2026-11-26 13:00', '2026-11-23 10:00', '逾期 3 天', true],
    ['2026-12-31 10:00', '2027-01-04 10:00', '还剩 1 个工作日', false],
  ])('at %s for %s says %s', (now, due, text, overdue) => {
    expect(deadlineText(calendar, at(due), at(now))).toEqual({ text, overdue });
  });

  it('says overdue exactly when the deadline has passed', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMoment, (own, due, now) => {
        const { text, overdue } = deadlineText(own, due, now);
        expect(overdue).toBe(due < now);
        expect(text.startsWith('逾期')).toBe(overdue);
      }),
    );
  });

  const left = (own: WorkCalendar, due: Date, now: Date) =>
    Number(/还剩 (\d+) 个工作日/.exec(deadlineText(own, due, now).text)?.[1] ?? 0);

  it('says hours, not a day, of a limit that is shorter than the office is open in a day', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fewHours, (own, moment, hours) => {
        // A limit counts from the minute.
        const from = openMoment(own, officeMoment(officeDay(moment), officeMinutes(moment)));
        const due = addWorkingHours(own, from, hours);
        const { text } = deadlineText(own, due, from);
        const shorter = hours * 60 < own.hours.closes - own.hours.opens;
        if (officeDay(due) === officeDay(from)) expect(text).toMatch(/^今天/);
        else expect(text).toMatch(shorter ? new RegExp(`^还剩 ${hours} 个工作小时$`) : /^还剩 \d+ 个工作日$/);
      }),
    );
  });

  it('never promises more working days than the limit has', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fewDays, (own, from, days) => {
        expect(left(own, addWorkingDays(own, from, days), from)).toBeLessThanOrEqual(days);
      }),
    );
  });

  it('never promises more working days for a nearer deadline', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fewDays, (own, from, days) => {
        const near = left(own, addWorkingDays(own, from, days), from);
        const far = left(own, addWorkingDays(own, from, days + 1), from);
        expect(near).toBeLessThanOrEqual(far);
      }),
    );
  });
});

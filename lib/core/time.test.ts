import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoment, formatShort, officeDay, officeMinutes, officeMoment, officeTimeZone } from './time';

const zone = new Intl.DateTimeFormat('zh-CN', {
  timeZone: officeTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function asTheZoneSays(at: Date): string {
  const p = Object.fromEntries(zone.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${p.year}-${p.month}-${p.day} ${p.weekday} ${p.hour}:${p.minute}`;
}

test('every moment is written as the office time zone has it, daylight saving of the eighties included', () => {
  const moment = fc.date({
    min: new Date('1950-01-01T00:00:00Z'),
    max: new Date('2200-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, (at) => {
      expect(formatMoment(at)).toBe(asTheZoneSays(at));
    }),
    { numRuns: 2_000 },
  );
});

test('a day and its minutes lead back to the moment', () => {
  const minute = fc.integer({ min: Date.UTC(1992, 0, 1) / 60_000, max: Date.UTC(2200, 0, 1) / 60_000 });
  fc.assert(
    fc.property(minute, (minutes) => {
      const at = new Date(minutes * 60_000);
      expect(officeMoment(officeDay(at), officeMinutes(at))).toEqual(at);
    }),
  );
});

test('midnight is the first minute of its day, and of its year', () => {
  const midnight = new Date('2026-12-31T16:00:00Z');
  expect(formatMoment(midnight)).toBe('2027-01-01 周五 00:00');
  expect(formatShort(new Date(midnight.getTime() - 1))).toBe('12-31 23:59');
});

test('what is no moment is refused', () => {
  expect(() => officeDay(new Date('never'))).toThrow(RangeError);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeMinutes } from '@/lib/core/time';
import { backupName, backupTime, expired, isDue, sizeText } from './rules';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const moments = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2036-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const hours = fc.integer({ min: 0, max: 23 });

describe('the name of a backup', () => {
  it('is the moment by the office’s clock', () => {
    expect(backupName(new Date('2026-11-21T19:15:07Z'))).toBe('qunxu-20261122-031507.zip');
  });

  it('gives the moment back to the second', () => {
    fc.assert(
      fc.property(moments, (at) => {
        expect(backupTime(backupName(at))?.getTime()).toBe(Math.floor(at.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each([
    'qunxu-20261122.zip',
    'qunxu-20261122-031507.zip.12.partial',
    'other.zip',
    'qunxu-20269922-031507.zip',
  ])('is not %s', (name) => expect(backupTime(name)).toBeNull());
});

describe('the day’s backup', () => {
  it('is due when there is none', () => {
    fc.assert(
      fc.property(moments, hours, (at, hour) => {
        expect(isDue(null, at, hour)).toBe(true);
      }),
    );
  });

  it('is not due again until the hour strikes, and is due a day later at the latest', () => {
    fc.assert(
      fc.property(moments, hours, fc.integer({ min: 0, max: 48 * hourMs }), (last, hour, later) => {
        const at = new Date(last.getTime() + later);
        const untilStrike = (24 * 60 + hour * 60 - officeMinutes(last)) % (24 * 60) || 24 * 60;
        if (later < (untilStrike - 1) * 60_000) expect(isDue(last, at, hour)).toBe(false);
        if (later >= dayMs) expect(isDue(last, at, hour)).toBe(true);
      }),
    );
  });

  it('is made in the morning when the machine was off at night', () => {
    const last = new Date('2026-11-20T19:50:00Z');
    expect(isDue(last, new Date('2026-11-22T00:50:00Z'), 3)).toBe(true);
  });
});

describe('retention', () => {
  const at = new Date('2026-11-22T00:00:00Z');
  const daysAgo = (days: number) => backupName(new Date(at.getTime() - days * dayMs));

  it('lets go of what is older than it says, and of nothing else', () => {
    const names = [daysAgo(1), daysAgo(29), daysAgo(30), daysAgo(31), daysAgo(400), 'notes.txt'];
    expect(expired(names, at, 30)).toEqual([daysAgo(31), daysAgo(400)]);
  });

  it('keeps the newest three however old they are', () => {
    const names = [daysAgo(100), daysAgo(200), daysAgo(300), daysAgo(400)];
    expect(expired(names, at, 30)).toEqual([daysAgo(400)]);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(2_000), { minLength: 3 }),
        fc.integer({ min: 3, max: 365 }),
        (ages, keep) => {
          const kept = ages.length - expired(ages.map(daysAgo), at, keep).length;
          expect(kept).toBeGreaterThanOrEqual(3);
        },
      ),
    );
  });
});

it('says sizes as people do', () => {
  expect([10, 5_000_000, 3 * 1024 ** 3].map(sizeText)).toEqual(['0.1 MB', '4.8 MB', '3.0 GB']);
});

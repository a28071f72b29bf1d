import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, type WorkCalendar } from '@/lib/calendar/rules';
import { officeMoment } from '@/lib/core/time';
import { askedAt } from './rules/asked';
import { type FloodLimits, floodHolds, type Sent } from './rules/flood';
import { compared, isRepeat, likeness } from './rules/similar';
import { plannedAt, windowFrom } from './rules/window';

const calendar: WorkCalendar = { overrides: new Map(), hours: { opens: 510, closes: 1080 } };
const terms = { 'notices.window_opens': 510, 'notices.window_closes': 1080 };
const limits: FloodLimits = { 'notices.per_hour': 3, 'notices.repeat_hours': 4, 'notices.repeat_most': 3 };
const hour = 3_600_000;
/** 2026-11-23, a Monday. */
const monday = officeMoment('2026-11-23', 10 * 60);
const day = (name: string, clock: number) => officeMoment(name, clock * 60);

describe('the time of the acknowledgements (2.2.2b)', () => {
  const days = { 'notices.receipt_days': 1 };
  const asked = fc.record({
    receiptWanted: fc.constantFrom('read' as const, 'acknowledge' as const),
    receiptDueAt: fc.option(
      fc.integer({ min: -100, max: 100 }).map((n) => new Date(monday.getTime() + n * hour)),
    ),
  });

  it('is the author’s while it can be kept, else a working day; and none where reading is enough', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 0, max: 400 }), (wish, hours) => {
        const out = new Date(monday.getTime() + hours * hour);
        const { receiptWanted, receiptDueAt } = askedAt(calendar, days, wish, out);
        expect(receiptWanted).toBe(wish.receiptWanted);
        if (wish.receiptWanted === 'read') expect(receiptDueAt).toBeNull();
        else if (wish.receiptDueAt && wish.receiptDueAt > out) expect(receiptDueAt).toBe(wish.receiptDueAt);
        else expect(receiptDueAt).toEqual(addWorkingDays(calendar, out, 1));
      }),
    );
  });
});

describe('the window (3.3.2)', () => {
  it.each([
    ['an hour of the day', day('2026-11-23', 10), day('2026-11-23', 10)],
    ['the first minute', day('2026-11-23', 8.5), day('2026-11-23', 8.5)],
    ['seven in the evening', day('2026-11-23', 19), day('2026-11-24', 8.5)],
    ['the minute it closes', day('2026-11-23', 18), day('2026-11-24', 8.5)],
    ['early in the morning', day('2026-11-23', 6), day('2026-11-23', 8.5)],
    ['Friday evening', day('2026-11-27', 19), day('2026-11-30', 8.5)],
    ['a Saturday', day('2026-11-28', 10), day('2026-11-30', 8.5)],
    ['the eve of the National Day', day('2026-09-30', 19), day('2026-10-08', 8.5)],
  ])('%s', (_, at, expected) => {
    expect(windowFrom(calendar, terms, at)).toEqual(expected);
  });

  it('is never before it was asked for, and open when it says so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 24 * 60 }), (minutes) => {
        const at = new Date(monday.getTime() + minutes * 60_000);
        const found = windowFrom(calendar, terms, at);
        expect(found >= at).toBe(true);
        expect(windowFrom(calendar, terms, found)).toEqual(found);
      }),
    );
  });
});

const notice = {
  title: '关于开展消防安全排查的通知',
  body: '各社区：\n请于11月27日前完成辖区消防安全排查，重点检查老旧小区、出租房屋和沿街商铺，排查结果由社区负责人签字后报平安建设办公室。',
};
const repeats = (title: string, body: string) => isRepeat(compared(notice), compared({ title, body }));

describe('likeness', () => {
  it.each([
    ['the same once more', notice.title, notice.body],
    ['with a reminder before it', `【再次提醒】${notice.title}`, notice.body],
    ['with other signs and blanks', notice.title, notice.body.replaceAll('，', ', ').replaceAll('。', '．')],
    [
      'in traditional characters',
      notice.title,
      notice.body.replaceAll('请', '請').replaceAll('检查', '檢查'),
    ],
    ['with a number more', `${notice.title}（第2次）`, notice.body],
    ['with a sentence more', notice.title, `${notice.body}请各社区抓紧落实。`],
    ['with a synonym', notice.title, notice.body.replace('各社区', '各社区、各单位').replace('重点', '着重')],
  ])('is a repeat: %s', (_, title, body) => {
    expect(repeats(title, body)).toBe(true);
  });

  it.each([
    ['for another day', notice.title, notice.body.replace('11月27日', '12月4日')],
    [
      'of the same frame',
      '关于开展燃气安全排查的通知',
      '各社区：\n请于近期完成辖区燃气安全排查，重点检查餐饮场所、液化气站点和老旧管道，排查结果汇总后报城市管理办公室。',
    ],
    [
      'about something else',
      '关于做好低温雨雪天气防范工作的通知',
      '各社区：\n请逐户走访独居老人和困难家庭，备足融雪物资，清扫主次干道。',
    ],
  ])('is none: %s', (_, title, body) => {
    expect(repeats(title, body)).toBe(false);
  });

  const text = fc.stringMatching(/^[一-龥0-9，。 ]{0,120}$/);

  it('is the same from either side, whole for the same words, and between 0 and 1', () => {
    fc.assert(
      fc.property(text, text, (one, two) => {
        const [a, b] = [compared({ title: one, body: '' }), compared({ title: two, body: '' })];
        expect(likeness(a, b)).toBe(likeness(b, a));
        expect(isRepeat(a, b)).toBe(isRepeat(b, a));
        expect(likeness(a, a)).toBe(1);
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
        expect(likeness(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does not see signs, blanks and width', () => {
    fc.assert(
      fc.property(
        text,
        fc.nat(200),
        fc.constantFrom('，', ' ', '\n', '\u200b', '！', '……'),
        (one, place, put) => {
          const at = place % (one.length + 1);
          // Between digits a sign makes two numbers of one.
          fc.pre(!/\d$/.test(one.slice(0, at)));
          const other = `${one.slice(0, at)}${put}${one.slice(at)}`;
          expect(isRepeat(compared({ title: one, body: '' }), compared({ title: other, body: '' }))).toBe(
            true,
          );
        },
      ),
    );
  });
});

const groups = [
  { groupId: 'a', name: '甲群' },
  { groupId: 'b', name: '乙群' },
];

const sentBefore = fc.record({
  at: fc
    .integer({ min: 0, max: 40 * 24 * 60 })
    .map((minutes) => new Date(monday.getTime() - minutes * 60_000)),
  title: fc.constant('通知'),
  groupIds: fc.constantFrom(['a'], ['b'], ['a', 'b'], ['c']),
  own: fc.boolean(),
  repeated: fc.boolean(),
});

/** The rule once more, written as it is said: whether a notice may go out at that moment. */
function mayGo(at: Date, sent: readonly Sent[]): boolean {
  return groups.every(({ groupId }) => {
    const here = sent.filter(({ groupIds }) => groupIds.includes(groupId));
    const ago = (one: Sent) => at.getTime() - one.at.getTime();
    const repeated = here.filter((one) => one.repeated);
    return (
      here.filter((one) => one.own && ago(one) < hour).length < 3 &&
      repeated.every((one) => ago(one) >= 4 * hour) &&
      repeated.filter((one) => ago(one) < 30 * 24 * hour).length <= 3
    );
  });
}

describe('flood control (3.3.1), with the clock moved', () => {
  it('holds exactly what the rule holds, and no longer', () => {
    fc.assert(
      fc.property(fc.array(sentBefore, { maxLength: 25 }), (sent) => {
        const holds = floodHolds(monday, groups, sent, limits);
        expect(holds.length === 0).toBe(mayGo(monday, sent));
        const until = new Date(Math.max(monday.getTime(), ...holds.map((hold) => hold.until.getTime())));
        expect(mayGo(until, sent)).toBe(true);
        if (until > monday) expect(mayGo(new Date(until.getTime() - 1), sent)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is never broken by a day of notices that each go out when they may', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 120 }),
            fc.boolean(),
            fc.constantFrom<string[]>(['a'], ['a', 'b']),
          ),
          { maxLength: 30 },
        ),
        (wishes) => {
          const out: Sent[] = [];
          let clock = monday.getTime();
          for (const [minutes, repeated, groupIds] of wishes) {
            clock += minutes * 60_000;
            const wanted = groups.filter(({ groupId }) => groupIds.includes(groupId));
            const holds = floodHolds(new Date(clock), wanted, out, limits);
            clock = Math.max(clock, ...holds.map(({ until }) => until.getTime()));
            out.push({ at: new Date(clock), title: '通知', groupIds, own: true, repeated });
          }
          for (const { groupId } of groups) {
            const times = out.filter((one) => one.groupIds.includes(groupId)).map(({ at }) => at.getTime());
            times.forEach((at, i) => {
              const fourth = times[i + 3];
              if (fourth !== undefined) expect(fourth - at).toBeGreaterThanOrEqual(hour);
            });
            const again = out.filter((one) => one.repeated && one.groupIds.includes(groupId));
            again.slice(1).forEach((one, i) => {
              expect(one.at.getTime() - (again[i]?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(4 * hour);
            });
          }
        },
      ),
    );
  });

  it('waits for the window after what held it, and names what holds longest', () => {
    const at = day('2026-11-23', 17.5);
    const holds = floodHolds(
      at,
      groups,
      [{ at: day('2026-11-23', 17), title: '旧通知', groupIds: ['a'], own: true, repeated: true }],
      limits,
    );
    const plan = plannedAt(calendar, terms, at, { holds, anytime: false });
    expect(plan.at).toEqual(day('2026-11-24', 8.5));
    expect(plan.why).toContain('须间隔 4 小时');
    expect(plannedAt(calendar, terms, at, { holds, anytime: true }).at).toEqual(day('2026-11-23', 21));
    expect(plannedAt(calendar, terms, day('2026-11-23', 19), { holds: [], anytime: false })).toEqual({
      at: day('2026-11-24', 8.5),
      why: '不在发布时段（工作日 08:30–18:00）',
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsMissing } from '../activity/rules';
import { cutoffOf, lapsedWhy, monthlyDue, removalHint } from './rules';

const moment = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2026-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('which groups are known', () => {
  it('those whose records began before the time and have not ended long since', () => {
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.option(moment, { nil: null }),
        fc.integer({ min: 30, max: 365 }),
        (at, from, until, days) => {
          const cutoff = cutoffOf(at, days);
          const missing = recordsMissing({ platform: 'wechat', records: { from, until } }, cutoff, at);
          const fresh = until === null || until.getTime() >= at.getTime() - 7 * 86_400_000;
          expect(missing === null).toBe(from <= cutoff && fresh);
        },
      ),
    );
  });
});

describe('a question', () => {
  it('ends when he has left, or was seen after it was asked', () => {
    fc.assert(
      fc.property(fc.boolean(), moment, fc.option(moment, { nil: null }), (left, askedAt, seenAt) => {
        const why = lapsedWhy({ left, askedAt, seenAt });
        expect(why !== null).toBe(left || (seenAt !== null && seenAt > askedAt));
      }),
    );
  });
});

describe('the month’s sweep', () => {
  const at = (text: string) => new Date(`${text}T10:00:00+08:00`);
  it.each([
    ['on its day', '2026-11-05', 5, null, true],
    ['before its day', '2026-11-04', 5, null, false],
    ['late in the month, when the machine was off', '2026-11-28', 5, '2026-10-05', true],
    ['once there was one this month', '2026-11-28', 5, '2026-11-06', false],
    ['when it is switched off', '2026-11-28', 0, null, false],
  ])('is due %s: %s', (_how, today, day, latest, due) => {
    expect(monthlyDue(at(today), day, latest ? at(latest) : null)).toBe(due);
  });
});

describe('what is said before somebody is taken out', () => {
  const member = (atOnce: boolean, hasAccount = true) => ({ atOnce, hasAccount });

  it.each([
    ['确认后立即移出，并告知本人', [member(true)]],
    ['提交后由群管理员移出，并告知本人', [member(false), member(false)]],
    ['本平台的群立即移出，其他群由群管理员移出，并告知本人', [member(true), member(false)]],
    ['确认后立即移出；没有账号，请另行告知', [member(true, false)]],
    ['提交后由群管理员移出，并告知本人（1 人次没有账号，请另行告知）', [member(false), member(false, false)]],
  ])('%s', (hint, chosen) => {
    expect(removalHint(chosen)).toBe(hint);
  });
});

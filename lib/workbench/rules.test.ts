import { describe, expect, it } from 'vitest';
import type { WorkCalendar } from '@/lib/calendar/rules';
import { mostCounted, mostItems, type Waiting, type WaitingItem } from '@/lib/inbox/waiting';
import { cards, furtherThan, greeting, lines } from './rules';

const calendar: WorkCalendar = {
  overrides: new Map(),
  hours: { opens: 8 * 60 + 30, closes: 18 * 60 },
};
const at = new Date('2026-11-23T14:05:00+08:00');
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);

const item = (title: string, dueAt: Date | null): WaitingItem => ({
  badge: '申请',
  tone: 'warning',
  title,
  detail: '',
  dueAt,
  href: '/',
  act: '去办',
});

const kind = (more: Partial<Waiting> = {}): Waiting => ({
  key: 'k',
  label: '待办',
  icon: 'requests',
  href: '/membership',
  count: 0,
  overdue: 0,
  note: '涉及 3 个群',
  items: [],
  ...more,
});

describe('greeting', () => {
  it.each([
    ['05:59', '夜深了'],
    ['06:00', '早上好'],
    ['09:00', '上午好'],
    ['12:00', '中午好'],
    ['14:05', '下午好'],
    ['18:00', '晚上好'],
    ['23:59', '晚上好'],
  ])('at %s says %s', (time, words) => {
    const moment = new Date(`2026-11-23T${time}:00+08:00`);
    expect(greeting('周敏', moment, [])).toBe(`周敏，${words}。目前没有等您处理的事项`);
  });

  it('says how much waits and how much is overdue, over all kinds', () => {
    const kinds = [kind({ count: 5, overdue: 1 }), kind({ count: 2 })];
    expect(greeting('周敏', at, kinds)).toBe('周敏，下午好。今天有 7 件事等您处理，1 件已逾期');
    expect(greeting('周敏', at, [kind({ count: 2 })])).toBe('周敏，下午好。今天有 2 件事等您处理');
  });

  it('does not count what is only to be kept an eye on', () => {
    expect(greeting('冯雪', at, [kind({ count: 9, watch: true })])).toContain('目前没有');
  });

  it('says 1,000+ beyond what was counted', () => {
    expect(greeting('周敏', at, [kind({ count: 1_001 })])).toContain('1,000+ 件事');
  });
});

describe('cards', () => {
  const noteOf = (more: Partial<Waiting>) => cards([kind(more)], calendar, at)[0];

  it('says how late the one overdue thing is, in red', () => {
    expect(noteOf({ count: 5, overdue: 1, items: [item('甲', hours(-3))] })).toMatchObject({
      value: '5',
      note: '1 件逾期 3 小时',
      tone: 'error',
    });
  });

  it('counts several overdue ones', () => {
    expect(noteOf({ count: 5, overdue: 2, items: [item('甲', hours(-3))] })).toMatchObject({
      note: '2 件逾期',
    });
  });

  it('says first how many are emergencies, in red, though none is late', () => {
    const fire = { ...item('火情', null), urgent: 1 };
    expect(noteOf({ count: 2, items: [fire, item('甲', hours(3))] })).toMatchObject({
      note: '突发 1 件',
      tone: 'error',
    });
    expect(noteOf({ count: 2, overdue: 1, items: [fire, item('甲', hours(-3))] })).toMatchObject({
      note: '突发 1 件，1 件逾期 3 小时',
    });
    const fires = Array<WaitingItem>(mostItems).fill(fire);
    expect(noteOf({ count: mostItems, items: fires })).toMatchObject({ note: `突发 ${mostItems} 件` });
    expect(noteOf({ count: mostItems + 1, items: fires })).toMatchObject({
      note: `突发 ${mostItems} 件以上`,
    });
  });

  it('counts emergencies, not the lines they stand in', () => {
    const posts = { ...item('两条', null), rows: 2, urgent: 2 };
    const mixed = { ...item('五条', null), rows: 5, urgent: 1 };
    expect(noteOf({ count: 2, items: [posts] })).toMatchObject({ value: '2', note: '突发 2 件' });
    expect(noteOf({ count: 7, items: [posts, mixed] })).toMatchObject({ note: '突发 3 件' });
    const full = Array<WaitingItem>(mostItems).fill(mixed);
    expect(noteOf({ count: 5 * mostItems, items: full })).toMatchObject({ note: `突发 ${mostItems} 件` });
    expect(noteOf({ count: 5 * mostItems + 1, items: full })).toMatchObject({
      note: `突发 ${mostItems} 件以上`,
    });
    const flood = { ...item('许多', null), rows: mostCounted + 1, urgent: mostCounted + 1 };
    expect(noteOf({ count: mostCounted + 1, items: [flood] })).toMatchObject({ note: '突发 1,000+ 件' });
  });

  it('has its note when nothing is late, and says when there is nothing', () => {
    expect(noteOf({ count: 5 })).toMatchObject({ note: '涉及 3 个群', tone: 'normal' });
    expect(noteOf({ count: 0 })).toMatchObject({ value: '0', note: '暂无', tone: 'normal' });
  });
});

describe('lines', () => {
  it('stand by deadline over all kinds, overdue first, undated last and in their order', () => {
    const kinds = [
      kind({ key: 'a', items: [item('明日', hours(24)), item('不限一', null), item('不限二', null)] }),
      kind({ key: 'b', items: [item('逾期', hours(-1)), item('今日', hours(2))] }),
    ];
    const found = lines(kinds, calendar, at);
    expect(found.map((line) => line.title)).toEqual(['逾期', '今日', '明日', '不限一', '不限二']);
    expect(found[0]?.deadline).toMatchObject({ text: '逾期 1 小时', overdue: true });
    expect(found[4]?.deadline).toBeNull();
    expect(new Set(found.map((line) => line.key)).size).toBe(5);
  });

  it('begin with emergencies, even one without a deadline', () => {
    const fire = { ...item('火情', null), urgent: 1 };
    const kinds = [kind({ items: [item('逾期', hours(-1)), item('不限', null)] }), kind({ items: [fire] })];
    expect(lines(kinds, calendar, at).map((line) => line.title)).toEqual(['火情', '逾期', '不限']);
  });

  it('leave nothing further when they stand for all there is', () => {
    const several = kind({ count: 8, items: [{ ...item('七件', hours(1)), rows: 7 }, item('一件', null)] });
    const shown = lines([several], calendar, at);
    expect(furtherThan(shown, [several])).toBe(0);
    expect(furtherThan(shown.slice(1), [several])).toBe(7);
  });

  it('leave something further of one kind though a line of another stands for more than is counted', () => {
    const asked = (units: number[]) =>
      kind({
        key: 'asked',
        count: mostCounted + 1,
        items: units.map((rows) => ({ ...item('清理', hours(1)), rows })),
      });
    const others = kind({ key: 'asked-other', count: 12, items: Array(mostItems).fill(item('申请', null)) });
    const both = [asked([1_500]), others];
    expect(furtherThan(lines(both, calendar, at), both)).toBe(2);
    const two = [asked([1_500, 5])];
    const shown = lines(two, calendar, at);
    expect(furtherThan(shown, two)).toBe(0);
    expect(furtherThan(shown.slice(0, 1), two)).toBe(5);
  });
});

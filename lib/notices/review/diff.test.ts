import { describe, expect, it } from 'vitest';
import { Chance } from '@/db/testing/chance';
import type { AnsweredHit } from '@/lib/screening/notice';
import { changeCount, changesBetween, namesBetween, reviewedText } from './diff';

const later = (changes: ReturnType<typeof changesBetween>) =>
  changes.map(({ kind, text }) => (kind === 'removed' ? '' : text)).join('');
const earlier = (changes: ReturnType<typeof changesBetween>) =>
  changes.map(({ kind, text }) => (kind === 'added' ? '' : text)).join('');

describe('changesBetween', () => {
  it('marks what was taken out and what came in its place, by words', () => {
    const changes = changesBetween(
      '据预报，我街道将出现小雪，最低气温零下 6℃。',
      '据预报，我街道将出现中到大雪，最低气温零下 6℃。',
    );
    expect(changes.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '小雪' },
      { kind: 'added', text: '中到大雪' },
    ]);
    expect(changeCount(changes)).toBe(1);
  });

  it('reads what surrounds a single sign that stayed as one change', () => {
    const changes = changesBetween('请于3月5日报送。', '请于4月9日报送。');
    expect(changeCount(changes)).toBe(1);
  });

  it('counts places, not runs', () => {
    const changes = changesBetween(
      '一、排查消防通道；二、登记独居老人。',
      '一、排查用电安全；二、走访独居老人。',
    );
    expect(changeCount(changes)).toBe(2);
  });

  it('finds nothing where nothing changed', () => {
    expect(changesBetween('同样的话', '同样的话')).toEqual([{ kind: 'same', text: '同样的话' }]);
    expect(changesBetween('', '')).toEqual([]);
  });

  it('gives both texts back, whatever they are', () => {
    const alphabet = ['通知', '请', '于', '3', ' ', '\n', '。', '，', '社区', '😀', '𠮷', 'é', '报送'];
    const random = new Chance(20_261_123);
    const text = () => Array.from({ length: random.below(40) }, () => random.one(alphabet)).join('');
    for (let round = 0; round < 2_000; round += 1) {
      const [before, after] = [text(), text()];
      const changes = changesBetween(before, after);
      expect([earlier(changes), later(changes)]).toEqual([before, after]);
      expect(changes.every(({ text: run }) => run !== '')).toBe(true);
    }
  });

  it('compares by lines what has little in common', () => {
    const before = Array.from({ length: 3_000 }, (_, i) => `甲${i}`).join('，\n');
    const after = Array.from({ length: 3_000 }, (_, i) => `乙${i * 7}`).join('；\n');
    const changes = changesBetween(before, after);
    expect([earlier(changes), later(changes)]).toEqual([before, after]);
  });
});

const hit = (start: number, end: number): AnsweredHit => ({
  key: `k${start}`,
  field: 'body',
  file: 0,
  found: '',
  clauses: [],
  category: 3,
  detector: 'mobile',
  start,
  end,
  severity: 'warn',
  explanation: '手机号',
  answer: '对外公布的值班电话',
});

describe('reviewedText', () => {
  it('keeps a hit over the edge of a change marked on both sides, numbered once', () => {
    const stretches = reviewedText(
      [
        { kind: 'same', text: '电话138' },
        { kind: 'removed', text: '0000' },
        { kind: 'added', text: '1234' },
      ],
      [hit(2, 9)],
    );
    expect(stretches.map(({ kind, text, severity, ends }) => [kind, text, severity, ends])).toEqual([
      ['same', '电话', null, []],
      ['same', '138', 'warn', []],
      ['removed', '0000', null, []],
      ['added', '1234', 'warn', [0]],
    ]);
  });

  it('is the text where it compares with nothing', () => {
    const stretches = reviewedText([{ kind: 'same', text: '联系电话' }], [hit(2, 4)]);
    expect(stretches.map(({ text }) => text)).toEqual(['联系', '电话']);
  });
});

describe('namesBetween', () => {
  it('tells what came and what went', () => {
    expect(namesBetween(['a', 'b'], ['b', 'c'])).toEqual({ added: ['c'], removed: ['a'] });
  });
});

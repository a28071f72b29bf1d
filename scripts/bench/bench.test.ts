import { describe, expect, it } from 'vitest';
import { median, meets } from './finding';
import { readOptions } from './options';
import { table } from './report';
import { scenarios } from './scenarios/registry';
import { readStatements } from './statements';

const log = `2026-11-22 16:30:00.123 UTC [77] LOG:  duration: 0.063 ms  plan:
	Query Text: select count(*)
	  from groups
	Query Parameters: $1 = 'x'
	Aggregate  (cost=11.00..11.01 rows=1 width=8) (actual rows=1.00 loops=1)
	  ->  Seq Scan on groups  (cost=0.00..10.00 rows=400 width=0) (actual rows=400.00 loops=1)
2026-11-22 16:30:00.200 UTC [12] LOG:  checkpoint starting: time
	something of the server's own
2026-11-22 16:30:00.300 UTC [77] LOG:  duration: 12.5 ms  plan:
	Query Text: select 1
	Result  (cost=0.00..0.01 rows=1 width=4) (actual rows=1.00 loops=1)
`;

describe('the statements of a log', () => {
  it('are read with their time, text and plan, and nothing else is taken for one', () => {
    const [first, second, ...more] = readStatements(log);
    expect(first).toMatchObject({ milliseconds: 0.063, text: expect.stringContaining('from groups') });
    expect(first?.plan).toContain('Seq Scan on groups');
    expect(second).toMatchObject({ milliseconds: 12.5, text: 'select 1' });
    expect(second?.plan).not.toContain('checkpoint');
    expect(more).toEqual([]);
  });
});

describe('what a run is told', () => {
  const known = scenarios.map(({ name }) => name);

  it('chooses scenarios and changes numbers', () => {
    expect(readOptions(['pages', '--seconds=4', '--memory-minutes=2.5'], known)).toMatchObject({
      scenarios: ['pages'],
      rounds: 3,
      seconds: 4,
      memoryMinutes: 2.5,
    });
    expect(readOptions(['--quick'], known).rounds).toBe(1);
  });

  it('is asked about when it is not understood', () => {
    expect(() => readOptions(['pagse'], known)).toThrow('pagse?');
  });

  it('has every scenario once', () => {
    expect(new Set(known).size).toBe(known.length);
  });
});

describe('a figure', () => {
  const figure = { what: 'a list', measure: 'throughput', unit: '×' as const };

  it('meets its aim, misses it, or has none', () => {
    const found = [
      { ...figure, figure: 0.7, aim: { atLeast: 0.6 } },
      { ...figure, figure: 0.5, aim: { atLeast: 0.6 } },
      { ...figure, figure: 2.1, aim: { atMost: 2 } },
      { ...figure, figure: 2.1 },
    ];
    expect(found.map(meets)).toEqual([true, false, false, null]);
    const lines = table(found).split('\n');
    expect(lines.map((line) => line[0])).toEqual(['✓', '✗', '✗', ' ']);
    expect(lines[0]).toContain('0.70 ×  ≥ 0.6 ×');
  });

  it('is the middle of its rounds', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([5])]).toEqual([2, 2.5, 5]);
  });
});

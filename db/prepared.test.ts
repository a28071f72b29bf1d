import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { db } from './client';
import { Recurring } from './prepared';

describe('which statements are prepared', () => {
  it('those that come again and again', () => {
    const recurring = new Recurring();
    expect([1, 2, 3, 4].map(() => recurring.has('select 1'))).toEqual([false, false, true, true]);
  });

  it('not those that came long ago, and none beyond a bound', () => {
    const recurring = new Recurring();
    for (let i = 0; i < 3; i += 1) recurring.has('select 1');
    for (let i = 0; i < 100; i += 1) recurring.has(`select ${i + 2}`);
    expect(recurring.has('select 1')).toBe(false);
  });

  it('never one that grows with what it is about', () => {
    const recurring = new Recurring();
    const text = `select ${'$1, '.repeat(5_000)} 1`;
    expect([1, 2, 3, 4].map(() => recurring.has(text))).toEqual([false, false, false, false]);
  });

  it('once, in transactions, with answers as ever', async () => {
    const [found, prepared] = await db().transaction(async (tx) => {
      const answers: unknown[] = [];
      for (const n of [1, 2, 3, 4, 5])
        answers.push((await tx.execute(sql`select ${n}::int + 41 as the_answer`))[0]?.the_answer);
      const rows = await tx.execute(
        sql.raw(`select 1 from pg_prepared_statements where statement like '%the_answer'`),
      );
      return [answers, rows.length];
    });
    expect([found, prepared]).toEqual([[42, 43, 44, 45, 46], 1]);
  });
});

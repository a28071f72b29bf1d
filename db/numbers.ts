import { sql } from 'drizzle-orm';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import type { Tx } from './client';

/** RQ: membership requests. OD: work orders. NT: notices. */
export type Series = 'RQ' | 'OD' | 'NT';

/** Takes `count` numbers of a series, e.g. `RQ-2026-0418`; they restart each year, and a rolled-back one leaves a gap. */
export async function takeNumbers(tx: Tx, series: Series, count: number): Promise<string[]> {
  const year = Number(officeDay(now()).slice(0, 4));
  const rows = await tx.execute<{ n: number }>(
    sql`select take_number(${series}, ${year})::int as n from generate_series(1, ${count})`,
  );
  return rows.map((row) => `${series}-${year}-${String(row.n).padStart(4, '0')}`);
}

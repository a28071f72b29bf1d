import type postgres from 'postgres';
import { outlineOf } from '@/lib/notices/publishing/rules/outline';
import { compared } from '@/lib/notices/publishing/rules/similar';

/** Outlines of what went out within the month in which repeats count; older ones are looked for by nothing. */
export async function enterOutlines(on: postgres.Sql, at: Date): Promise<void> {
  const sent = await on<{ id: string; title: string; body: string }[]>`
    select id, title, body from notices where published_at > ${at.toISOString()}::timestamptz - interval '31 days'`;
  const rows = sent.map(({ id, ...words }) => ({ id, ...outlineOf(compared(words)) }));
  await on`
    insert into notice_outlines (notice_id, pairs, numbers, marks)
    select id, pairs, numbers, marks from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as given (id uuid, pairs int, numbers jsonb, marks bit(4096))`;
}

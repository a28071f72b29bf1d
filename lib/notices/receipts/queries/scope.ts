import { type SQL, sql } from 'drizzle-orm';
import type { ReceiptScope } from '../policy';

/** What a notice asks for has not come. */
export const missing = sql`(r.acknowledged_at is null and (r.wanted = 'acknowledge' or r.read_at is null))`;

/** It has not come, and there is somebody who can be asked for it: whoever has left is missing for good. */
export const askable = sql`(${missing} and r.person_id not in (select p.id from people p where p.departed_at is not null))`;

/** Receipts (`r`) of those the scope reaches. Goes into every WHERE. */
export function withinScope(scope: ReceiptScope): SQL {
  if (scope === 'all') return sql`true`;
  if (!scope.length) return sql`false`;
  return sql`r.unit_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))`;
}

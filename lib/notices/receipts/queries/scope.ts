import { type SQL, sql } from 'drizzle-orm';
import type { ReceiptScope } from '../policy';

/** Receipts (`r`) of those the scope reaches. Goes into every WHERE. */
export function withinScope(scope: ReceiptScope): SQL {
  if (scope === 'all') return sql`true`;
  if (!scope.length) return sql`false`;
  return sql`r.unit_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))`;
}

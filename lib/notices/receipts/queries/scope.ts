import { type SQL, sql } from 'drizzle-orm';
import type { ReceiptScope } from '../policy';

/** What a notice asks for has not come. */
export const missing = sql`(r.acknowledged_at is null and (r.wanted = 'acknowledge' or r.read_at is null))`;

/** Whose receipt (`r`) it is, is in one of the groups of its notice; whoever has left the service is in none. Asks nothing of each row: there may be fifty thousand. */
export const present = (noticeId: string): SQL => sql`(r.person_id in (
    select m.person_id from notice_targets t join memberships m on m.group_id = t.group_id and m.until is null
    where t.notice_id = ${noticeId}::uuid)
  and r.person_id not in (select p.id from people p where p.departed_at is not null))`;

/** He can sign in: what the product sends him reaches him. */
export const reached = sql`r.person_id in (select a.person_id from accounts a where a.disabled_at is null)`;

/** It has not come, and whoever it should come from is still there: who has left is missing for good. */
export const awaited = (noticeId: string): SQL => sql`(${missing} and ${present(noticeId)})`;

/** Receipts (`r`) of those the scope reaches. Goes into every WHERE. */
export function withinScope(scope: ReceiptScope): SQL {
  if (scope === 'all') return sql`true`;
  if (!scope.length) return sql`false`;
  return sql`r.unit_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))`;
}

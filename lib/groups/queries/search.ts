import { ilike, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import type { Series } from '@/db/numbers';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { now } from '@/lib/core/clock';
import { likePattern } from '@/lib/core/paging';
import { officeDay } from '@/lib/core/time';
import { searched } from '@/lib/identity/people/queries/list';

const numberText = /^(?:RQ|OD)?(?:-?(20\d\d)-)?-?(\d{1,8})$/;

/** The number meant by `RQ-2026-0418`, `rq 418` or `418`; those without a year are of this one. */
function meantNumber(q: string, series: Series): string | null {
  const parts = numberText.exec(q.normalize('NFKC').toUpperCase().replace(/\s+/g, '-'));
  if (!parts?.[2]) return null;
  const year = parts[1] ?? officeDay(now()).slice(0, 4);
  return `${series}-${year}-${String(Number(parts[2])).padStart(4, '0')}`;
}

/** Rows about a person (name, pinyin, initials), a group, or with that number. */
export function searchedRows(
  q: string,
  series: Series,
  columns: { number: PgColumn; personId: PgColumn; groupId: PgColumn },
): SQL | undefined {
  if (!q) return undefined;
  const number = meantNumber(q, series);
  if (number) return sql`${columns.number} = ${number}`;
  const pattern = likePattern(q.replace(/\s/g, ''), 'start');
  return or(
    inArray(columns.personId, db().select({ id: people.id }).from(people).where(searched(q))),
    inArray(
      columns.groupId,
      db()
        .select({ id: groups.id })
        .from(groups)
        .where(
          or(
            ilike(groups.name, likePattern(q)),
            ilike(groups.pinyin, pattern),
            ilike(groups.initials, pattern),
          ),
        ),
    ),
  );
}

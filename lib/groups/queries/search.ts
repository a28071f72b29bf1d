import { ilike, inArray, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import type { Series } from '@/db/numbers';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { now } from '@/lib/core/clock';
import { likePattern } from '@/lib/core/paging';
import { officeDay } from '@/lib/core/time';
import { searched } from '@/lib/identity/people/queries/list';
import { readNumbers } from '../rules';

/** Rows about a person (name, pinyin, initials), a group, or with that number, however it is typed. */
export function searchedRows(
  q: string,
  series: Series,
  columns: { number: PgColumn; personId: PgColumn; groupId: PgColumn },
): SQL | undefined {
  if (!q) return undefined;
  const { requests, orders } = readNumbers(q, Number(officeDay(now()).slice(0, 4)));
  const numbers = series === 'RQ' ? requests : orders;
  const pattern = likePattern(q.replace(/\s/g, ''), 'start');
  return or(
    numbers.length ? inArray(columns.number, numbers) : undefined,
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

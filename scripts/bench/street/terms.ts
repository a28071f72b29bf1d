/** Pieces of SQL, as text, of which the statements that make a street are put together. */

/** An id that tells what it is of, for rows that have no moment of their own. */
export const idOf = (kind: string, i: string): string =>
  `(substr(md5('${kind}' || ${i}), 1, 12) || '7' || substr(md5('${kind}' || ${i}), 13, 3) || '8' || substr(md5('${kind}' || ${i}), 16, 15))::uuid`;

/** An id that sorts by a moment, as those the product makes: the time in milliseconds, and then what tells it apart. */
export const idAt = (moment: string, what: string): string =>
  `(lpad(to_hex((extract(epoch from ${moment}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${what}), 1, 3) || '8' || substr(md5(${what}), 4, 15))::uuid`;

/** A working hour: by day between nine and five, Saturdays and Sundays moved before the weekend. */
export const atWork = (moment: string): string => `(
  select (d - (case extract(isodow from d) when 6 then 1 when 7 then 2 else 0 end) * interval '1 day'
    + interval '9 hours' + random() * interval '8 hours') at time zone 'Asia/Shanghai'
  from (select date_trunc('day', ${moment} at time zone 'Asia/Shanghai') as d) day)`;

/** The office's year of a moment. */
export const yearOf = (moment: string): string =>
  `extract(year from ${moment} at time zone 'Asia/Shanghai')::int`;

/** A moment as it stands in a statement. */
export const moment = (at: Date): string => `timestamptz '${at.toISOString()}'`;

/** `RQ-2026-0418`, of a row with its year and its rank within the year. */
export const numberOf = (series: string): string =>
  `'${series}-' || year || '-' || lpad(rank::text, greatest(4, length(rank::text)), '0')`;

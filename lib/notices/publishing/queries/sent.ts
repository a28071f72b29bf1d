import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { now } from '@/lib/core/clock';
import { mapInTurns } from '@/lib/core/turns';
import { idList } from '../../queries/visible';
import { rateMs, repeatMs, type Sent } from '../rules/flood';
import { mostApart, outlineOf } from '../rules/outline';
import { type Compared, compared, comparedLength, isRepeat } from '../rules/similar';

/** A notice that is to go out, or that somebody thinks of sending out. */
export interface Outgoing {
  /** Null while it is not saved. */
  id: string | null;
  authorId: string;
  title: string;
  body: string;
  /** 重复发布: the first notice of which it says the same again. */
  repeatOf: string | null;
}

interface Found extends Record<string, unknown> {
  id: string;
  author: string;
  at: string;
  /** It is still out. What was recalled may be put right at once: said again it is no repeat, though its author has sent it. */
  out: boolean;
  declared: boolean;
  groups: string[];
  title: string;
  body: string;
}

/** Several times as many as may be sent to a group at all, by any setting: of more, declared repeats and then the latest. */
const mostInGroup = 100;

const ago = (ms: number): SQL => sql`${new Date(now().getTime() - ms).toISOString()}::timestamptz`;

/** Whether an outline (`o`) leaves it open that the two are the same notice: never false of what `isRepeat` finds. */
function mayBeAlike(own: Compared): SQL {
  const { pairs, numbers, marks } = outlineOf(own);
  const given = sql`${JSON.stringify(numbers)}::jsonb`;
  return sql`(o.numbers @> ${given} or o.numbers <@ ${given})
    and bit_count(o.marks # ${marks}::bit(4096)) <= ${mostApart}::float8 * (o.pairs + ${pairs}::int) + 1e-6`;
}

/** What its author sent within the hour, what is declared to be the same, and what by its outline can be: whatever group it went to. */
function comparable({ authorId, repeatOf, id }: Outgoing, own: Compared): SQL {
  const first = sql`${repeatOf ?? id}::uuid`;
  const since = ago(repeatMs);
  return sql`
    select n.id, n.published_at as at, false as declared from notices n
    where n.author_id = ${authorId}::uuid and n.published_at > ${ago(rateMs)}
    union all
    select n.id, n.published_at, true from notices n
    where (n.id = ${first} or n.repeat_of = ${first}) and n.status = 'published' and n.published_at > ${since}
    union all
    select n.id, n.published_at, false from notices n join notice_outlines o on o.notice_id = n.id
    where n.status = 'published' and n.published_at > ${since} and ${mayBeAlike(own)}`;
}

/**
 * What went out to any of these groups within the time in which repeats count: enough to tell whether a notice of this author may
 * follow now (3.3.1). What can be no repeat is left in the database: however much goes out, little is read and compared. One statement.
 */
export async function sentLately(on: Reader, notice: Outgoing, groupIds: readonly string[]): Promise<Sent[]> {
  const own = compared(notice);
  const rows = await on.execute<Found>(sql`
    with found as (
      select id, at, bool_or(declared) as declared from (${comparable(notice, own)}) known
      where id is distinct from ${notice.id}::uuid group by id, at),
    placed as (
      select found.id, found.declared, d.group_id,
        row_number() over (partition by d.group_id order by found.declared desc, found.at desc, found.id) as place
      from found join deliveries d on d.notice_id = found.id and d.group_id in ${idList(groupIds)})
    select n.id, n.author_id as author, n.published_at as at, n.status = 'published' as out, lately.declared, lately.groups, r.title,
      left(r.body, ${comparedLength}) as body
    from (
      select id, bool_or(declared) as declared, jsonb_agg(group_id) as groups from placed where place <= ${mostInGroup} group by id
    ) lately
    join notices n on n.id = lately.id
    join notice_revisions r on r.notice_id = n.id and r.number = n.published_revision
    order by n.published_at desc`);
  return mapInTurns(rows, (row) => ({
    at: new Date(row.at),
    title: row.title,
    groupIds: row.groups,
    own: row.author === notice.authorId,
    repeated: row.out && (row.declared || isRepeat(own, compared(row))),
  }));
}

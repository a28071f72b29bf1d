import { sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { now } from '@/lib/core/clock';
import { idList } from '../../queries/visible';
import { repeatMs, type Sent } from '../rules/flood';
import { compared, comparedLength, isRepeat } from '../rules/similar';

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
  recalled: boolean;
  repeatOf: string | null;
  groups: string[];
  title: string;
  body: string;
}

/** More than groups get in a month; of more, the latest. */
const mostCompared = 300;

/**
 * What went out to any of these groups within the time in which repeats count: enough to tell whether a notice of this author may
 * follow now (3.3.1). What was recalled may be put right at once: said again it is no repeat, though it counts among what its author
 * sent. One statement.
 */
export async function sentLately(
  on: Reader,
  { id, authorId, title, body, repeatOf }: Outgoing,
  groupIds: readonly string[],
): Promise<Sent[]> {
  const since = new Date(now().getTime() - repeatMs).toISOString();
  const rows = await on.execute<Found>(sql`
    select n.id, n.author_id as author, n.published_at as at, n.status = 'recalled' as recalled, n.repeat_of as "repeatOf", lately.groups, r.title,
      left(r.body, ${comparedLength}) as body
    from (
      select notice_id, jsonb_agg(group_id) as groups, max(created_at) as at from deliveries
      where group_id in ${idList(groupIds)} and created_at > ${since}::timestamptz
      group by notice_id order by max(created_at) desc limit ${mostCompared}
    ) lately
    join notices n on n.id = lately.notice_id and n.id is distinct from ${id}::uuid
    join notice_revisions r on r.notice_id = n.id and r.number = n.published_revision
    order by lately.at desc`);
  const first = repeatOf ?? id;
  const own = compared({ title, body });
  return rows.map((row) => ({
    at: new Date(row.at),
    title: row.title,
    groupIds: row.groups,
    own: row.author === authorId,
    repeated:
      !row.recalled &&
      ((first !== null && (row.id === first || row.repeatOf === first)) || isRepeat(own, compared(row))),
  }));
}

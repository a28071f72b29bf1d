import { and, eq, type SQL, sql } from 'drizzle-orm';
import { countFound, db } from '@/db/client';
import { type NoticeCategory, type NoticeStatus, noticeRevisions, notices } from '@/db/schema/notices';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { parseList } from '@/lib/core/paging';
import { noticeList } from '../list';
import { pageOf } from './parts';
import { beingChanged } from './visible';

/** A part of a text: where it begins, counted from 1, and how long the whole is. */
interface Excerpt {
  text: string;
  from: number;
  length: number;
}

export interface FoundNotice {
  id: string;
  number: string | null;
  title: string;
  category: NoticeCategory;
  status: NoticeStatus;
  unitName: string;
  submittedAt: Date | null;
  publishedAt: Date | null;
  /** Where the text first has what was looked for, else its beginning; null of what was recalled, which is not to be quoted. */
  excerpt: Excerpt | null;
}

const excerptLength = 90;
const before = 20;

function excerptOf(body: SQL, q: string): SQL<Excerpt | null> {
  const words = q.toLowerCase().split(/\s+/);
  const places = words.map((word) => sql`nullif(position(${word}::text in lower(${body})), 0)`);
  return sql<Excerpt | null>`case when ${notices.status} = 'recalled' then null else (
    select json_build_object('text', substr(${body}, place.from, ${excerptLength}), 'from', place.from, 'length', length(${body}))
    from (select greatest(coalesce(least(${sql.join(places, sql`, `)}), 1) - ${before}, 1) as "from") place) end`;
}

/** The first few of the notices that a search finds among all the actor may see, with what their text says of it. One statement. */
export async function findNotices(
  actor: Actor,
  q: string,
  most: number,
): Promise<{ rows: FoundNotice[]; total: number; totalIsExact: boolean }> {
  const seen = pageOf(actor, { ...parseList(noticeList, { q }), size: most });
  if (!seen) return { rows: [], total: 0, totalIsExact: true };
  const changed = beingChanged(actor);
  const found = await db()
    .select({
      id: notices.id,
      number: notices.number,
      title: sql<string>`case when ${changed} then ${noticeRevisions.title} else ${notices.title} end`,
      category: sql<NoticeCategory>`case when ${changed} then ${noticeRevisions.category} else ${notices.category} end`,
      status: notices.status,
      unitName: units.name,
      submittedAt: notices.submittedAt,
      publishedAt: notices.publishedAt,
      excerpt: excerptOf(
        sql`(case when ${changed} then ${noticeRevisions.body} else ${notices.body} end)`,
        q,
      ),
      counted: sql<number>`seen.counted`,
    })
    .from(seen)
    .innerJoin(notices, sql`${notices.id} = seen.id`)
    .innerJoin(units, eq(units.id, notices.unitId))
    .leftJoin(
      noticeRevisions,
      and(eq(noticeRevisions.noticeId, notices.id), eq(noticeRevisions.number, notices.revision)),
    )
    .orderBy(sql`seen.key desc`, sql`seen.id desc`)
    .limit(most);
  const { total, exact } = countFound(found[0]?.counted ?? 0);
  return { rows: found.map(({ counted: _, ...row }) => row), total, totalIsExact: exact };
}

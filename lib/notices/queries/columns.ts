import { getTableColumns, sql } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';

const { grams: _, ...columns } = getTableColumns(notices);

/** A notice's columns but for what it is found by: that is several times as long as its text, and nobody reads it. */
export const noticeColumns = columns;

export type NoticeRow = Omit<typeof notices.$inferSelect, 'grams'>;

/** The groups of the working copy; of what is out, those it went to. */
export const targetGroups = sql<
  string[]
>`(select coalesce(json_agg(t.group_id), '[]'::json) from notice_targets t
  where t.notice_id = ${notices.id})`;

import { and, eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { type DeadlineText, deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { environment } from '@/lib/core/env';
import { administratorRows } from '@/lib/groups/queries/visible';
import { postText } from '../../delivery/rules';
import { visibleNotices } from '../../queries/visible';
import { mayFollowUp } from '../policy';
import { followUpText } from '../rules';

export interface FollowUpEntry {
  id: string;
  text: string;
  closes: boolean;
  at: Date;
  byName: string;
  /** To be pasted into the chats; only for whoever follows it up, and not once it is recalled. */
  copy: string | null;
}

export interface EmergencyGroupRow {
  name: string;
  /** The reader posts there himself. */
  own: boolean;
  /** The others who do. */
  administrators: { id: string; name: string; phone: string | null }[];
}

/** The follow-up of an emergency that is out, as its page shows it. */
export interface EmergencyState {
  id: string;
  postedBeforeAt: Date | null;
  lateReason: string | null;
  closedAt: Date | null;
  /** Taken back: what was reported is struck out like its words. */
  recalled: boolean;
  /** When the next entry is due; null once it is closed or taken back. */
  due: { at: Date; deadline: DeadlineText } | null;
  /** The latest first. */
  entries: FollowUpEntry[];
  /** The notice as it is pasted into the chats; null for others than those who follow it up, and once it is recalled. */
  copy: string | null;
  /** Who can post in the chats, phones masked; empty for others than those who follow it up. */
  groups: EmergencyGroupRow[];
  may: { followUp: boolean };
}

const mostEntries = 200;

const entryRows = sql<Record<keyof Omit<FollowUpEntry, 'copy'>, string>[]>`
  (select coalesce(json_agg(json_build_object('id', f.id, 'text', f.text, 'closes', f.closes, 'at', f.at, 'byName', f.by_name)
    order by f.at desc, f.id desc), '[]'::json)
   from (select * from notice_follow_ups where notice_id = ${notices.id} order by at desc limit ${mostEntries}) f)`;

const groupRows = (at: Date) => sql<(Omit<EmergencyGroupRow, 'own'> & { id: string })[]>`
  (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'administrators',
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'phone', a.phone_masked) order by a.pinyin), '[]'::json)
       from ${administratorRows(sql`g.id`, at)} and a.departed_at is null)) order by g.pinyin, g.id), '[]'::json)
   from notice_targets t join groups g on g.id = t.group_id where t.notice_id = ${notices.id})`;

const columns = {
  id: notices.id,
  title: notices.title,
  status: notices.status,
  unitId: notices.unitId,
  unitName: units.name,
  postedBeforeAt: notices.postedBeforeAt,
  lateReason: notices.lateReason,
  dueAt: notices.followUpDueAt,
  closedAt: notices.closedAt,
  category: notices.category,
  publishedAt: notices.publishedAt,
  body: noticeRevisions.body,
  receiptWanted: notices.receiptWanted,
  receiptDueAt: notices.receiptDueAt,
  attachments: noticeRevisions.attachments,
};

const groupRow = (
  actor: Actor,
  { name, administrators }: Omit<EmergencyGroupRow, 'own'>,
): EmergencyGroupRow => {
  const others = administrators.filter(({ id }) => id !== actor.personId);
  return { name, own: others.length < administrators.length, administrators: others };
};

/** How an emergency is followed up; null when there is none of this id that is out and that the actor may see. One statement. */
export async function emergencyState(actor: Actor, id: string): Promise<EmergencyState | null> {
  const [row] = await db()
    .select({ ...columns, entries: entryRows, groups: groupRows(now()) })
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .innerJoin(
      noticeRevisions,
      and(eq(noticeRevisions.noticeId, notices.id), eq(noticeRevisions.number, notices.publishedRevision)),
    )
    .where(and(eq(notices.id, id), eq(notices.category, 'emergency'), visibleNotices(actor)));
  if (!row?.publishedAt) return null;
  const { publishedAt, dueAt } = row;
  const target = { unitId: row.unitId, groupIds: row.groups.map((group) => group.id) };
  const responsible = mayFollowUp(actor, target).allowed;
  const open = row.status === 'published' && row.closedAt === null;
  const copied = responsible && row.status === 'published';
  const deadline = open && dueAt ? deadlineText(await workCalendar(), dueAt, now()) : null;
  const link = new URL(`/notices/${row.id}`, environment().NEXTAUTH_URL).href;
  const { postedBeforeAt, lateReason, closedAt } = row;
  return {
    ...{ id: row.id, postedBeforeAt, lateReason, closedAt, recalled: row.status === 'recalled' },
    due: dueAt && deadline ? { at: dueAt, deadline } : null,
    entries: row.entries.map((kept) => {
      const entry = { ...kept, closes: Boolean(kept.closes), at: new Date(kept.at) };
      return { ...entry, copy: copied ? followUpText(row.title, row.unitName, entry) : null };
    }),
    copy: copied ? postText({ ...row, publishedAt, link }) : null,
    groups: responsible && open ? row.groups.map((group) => groupRow(actor, group)) : [],
    may: { followUp: responsible && open },
  };
}

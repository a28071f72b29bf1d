import { desc, eq, or, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeChases, noticeFollowUps, noticeReceipts } from '@/db/schema/receipts';
import { noticeSteps, revisionViews } from '@/db/schema/reviews';
import { codeName } from '@/lib/audit/names/data';
import { mostRows, type Part, part } from './part';

const wanted: Readonly<Record<string, string>> = { read: '阅读', acknowledge: '确认知悉' };
const sources: Readonly<Record<string, string>> = { portal: '本平台', chat: '群内' };

/** Notices a person wrote, reviewed, received and answered. */
export const noticeParts: readonly Part[] = [
  part({
    title: '起草的信息',
    covers: ['notices.author_id'],
    columns: ['编号', '标题', '正文', '状态', '建立时间', '提交时间', '发布时间'],
    words: { 状态: (status) => codeName('notice', 'status', status) },
    rows: (id) =>
      db()
        .select({
          编号: notices.number,
          标题: notices.title,
          正文: notices.body,
          状态: notices.status,
          建立时间: notices.createdAt,
          提交时间: notices.submittedAt,
          发布时间: notices.publishedAt,
        })
        .from(notices)
        .where(eq(notices.authorId, id))
        .orderBy(desc(notices.editedAt))
        .limit(mostRows),
  }),
  part({
    title: '提交的信息版本',
    covers: ['notice_revisions.submitted_by'],
    columns: ['标题', '版次', '提交时间', '内容指纹'],
    rows: (id) =>
      db()
        .select({
          标题: noticeRevisions.title,
          版次: noticeRevisions.number,
          提交时间: noticeRevisions.submittedAt,
          内容指纹: noticeRevisions.hash,
        })
        .from(noticeRevisions)
        .where(eq(noticeRevisions.submittedBy, id))
        .orderBy(desc(noticeRevisions.submittedAt))
        .limit(mostRows),
  }),
  part({
    title: '信息审核',
    covers: ['notice_steps.decided_by', 'notice_steps.decided_for', 'notice_steps.assigned_to'],
    columns: ['标题', '结果', '审核意见', '指定时间', '审核时间'],
    words: { 结果: (status) => codeName('review', 'status', status) },
    rows: (id) =>
      db()
        .select({
          标题: noticeRevisions.title,
          结果: noticeSteps.status,
          审核意见: noticeSteps.opinion,
          指定时间: noticeSteps.assignedAt,
          审核时间: noticeSteps.decidedAt,
        })
        .from(noticeSteps)
        .innerJoin(noticeRevisions, eq(noticeRevisions.id, noticeSteps.revisionId))
        .where(
          or(eq(noticeSteps.decidedBy, id), eq(noticeSteps.decidedFor, id), eq(noticeSteps.assignedTo, id)),
        )
        .orderBy(desc(noticeSteps.decidedAt))
        .limit(mostRows),
  }),
  part({
    title: '审核时打开的信息',
    covers: ['revision_views.person_id'],
    columns: ['标题', '打开时间'],
    rows: (id) =>
      db()
        .select({ 标题: noticeRevisions.title, 打开时间: revisionViews.at })
        .from(revisionViews)
        .innerJoin(noticeRevisions, eq(noticeRevisions.id, revisionViews.revisionId))
        .where(eq(revisionViews.personId, id))
        .orderBy(desc(revisionViews.at))
        .limit(mostRows),
  }),
  part({
    title: '收到的信息',
    covers: ['notice_receipts.person_id'],
    columns: ['标题', '发布时间', '要求', '截止', '阅读时间', '确认时间', '回执内容', '来源', '最近催办'],
    words: { 要求: (code) => wanted[code] ?? code, 来源: (code) => sources[code] ?? code },
    rows: (id) =>
      db()
        .select({
          标题: notices.title,
          发布时间: noticeReceipts.publishedAt,
          要求: noticeReceipts.wanted,
          截止: noticeReceipts.dueAt,
          阅读时间: noticeReceipts.readAt,
          确认时间: noticeReceipts.acknowledgedAt,
          回执内容: noticeReceipts.reply,
          来源: noticeReceipts.source,
          最近催办: noticeReceipts.chasedAt,
        })
        .from(noticeReceipts)
        .innerJoin(notices, eq(notices.id, noticeReceipts.noticeId))
        .where(eq(noticeReceipts.personId, id))
        .orderBy(desc(noticeReceipts.publishedAt))
        .limit(mostRows),
  }),
  part({
    title: '催办与续报',
    covers: ['notice_chases.by', 'notice_follow_ups.by'],
    columns: ['标题', '时间', '内容'],
    rows: (id) =>
      db()
        .select({
          标题: notices.title,
          时间: noticeChases.at,
          内容: sql<string>`'催办 ' || ${noticeChases.people} || ' 人'`,
        })
        .from(noticeChases)
        .innerJoin(notices, eq(notices.id, noticeChases.noticeId))
        .where(eq(noticeChases.by, id))
        .unionAll(
          db()
            .select({ 标题: notices.title, 时间: noticeFollowUps.at, 内容: noticeFollowUps.text })
            .from(noticeFollowUps)
            .innerJoin(notices, eq(notices.id, noticeFollowUps.noticeId))
            .where(eq(noticeFollowUps.by, id)),
        )
        .limit(mostRows),
  }),
];

import { eq, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { fingerprint } from '@/lib/notices/queries/fingerprint';

/** Whether every step of the revision (a row outside, `r`) was passed, and there was one. */
const passed = sql`(select coalesce(bool_and(s.status in ('approved', 'self_issued')), false)
  from notice_steps s where s.revision_id = r.id)`;

/** What must be true of notices, their steps, what they sent out and whom they asked, at every moment. */
export const ofNotices: Record<string, SQL> = {
  'what waits to go out, or is out, was approved in every step, unless it is an emergency': sql`
    select n.number as what from notices n
    left join notice_revisions r on r.notice_id = n.id and r.number = coalesce(n.published_revision, n.revision)
    where n.status in ('approved', 'scheduled', 'published', 'recalled')
      and (r.id is null or n.category <> 'emergency' and not ${passed})`,
  'a step is open only while its notice is under review, or afterwards': sql`
    select n.number as what from notice_steps s join notices n on n.id = s.notice_id
    join notice_revisions r on r.id = s.revision_id
    where s.status = 'open' and (r.number <> n.revision or s.afterwards <> (n.status in ('published', 'recalled'))
      or not s.afterwards and n.status <> 'in_review')`,
  'only the words that were submitted last are approved, or being reviewed': sql`
    select n.number as what from notice_steps s join notices n on n.id = s.notice_id
    join notice_revisions r on r.id = s.revision_id
    where r.number < n.revision and s.status in ('waiting', 'open', 'approved', 'self_issued')`,
  'what is out has each of its groups in its outbox once, and nothing else has an outbox': sql`
    select n.number as what from notices n
    join notice_revisions r on r.notice_id = n.id and r.number = coalesce(n.published_revision, n.revision)
    where (select coalesce(jsonb_agg(d.group_id order by d.group_id), '[]') from deliveries d where d.notice_id = n.id)
      <> (select coalesce(jsonb_agg((t ->> 'groupId')::uuid order by (t ->> 'groupId')::uuid), '[]')
        from jsonb_array_elements(r.targets) t where n.published_at is not null)
    union all select d.id::text from deliveries d join notices n on n.id = d.notice_id
    join notice_revisions r on r.id = d.revision_id where r.number is distinct from n.published_revision`,
  'nobody is asked to read what he wrote, what is not out, or through a group it did not go to': sql`
    select n.number as what from notice_receipts c join notices n on n.id = c.notice_id
    where c.person_id = n.author_id or n.published_at is null
      or not exists (select from deliveries d where (d.notice_id, d.group_id) = (n.id, c.group_id))`,
  'an order that carries a notice is of its delivery, for the same group': sql`
    select o.number as what from work_orders o left join deliveries d on d.id = o.origin_id
    where o.origin_type = 'delivery' and d.group_id is distinct from o.group_id`,
};

/** Notices that are out with other words than their fingerprint tells, by their numbers. */
export async function altered(on: Reader): Promise<string[]> {
  const out = await on
    .select({ number: notices.number, revision: noticeRevisions })
    .from(noticeRevisions)
    .innerJoin(notices, eq(notices.id, noticeRevisions.noticeId))
    .where(eq(noticeRevisions.number, notices.publishedRevision));
  return out
    .filter(({ revision }) => fingerprint(revision) !== revision.hash)
    .map(({ number }) => `what is out has the fingerprint of its words: ${number}`);
}

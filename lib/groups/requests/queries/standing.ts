import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { secondaryPostings } from '@/db/schema/identity';
import type { RequestStatus } from '@/db/schema/membership';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';

/** SQL: whether the person (in the surrounding statement) belongs to the unit, by home or by a posting in force. */
export function belongsTo(person: { id: SQL; unitId: SQL }, unitId: SQL): SQL<boolean> {
  const today = officeDay(now());
  return sql<boolean>`(${person.unitId} = ${unitId} or exists (
    select 1 from ${secondaryPostings} posting
    where posting.person_id = ${person.id} and posting.unit_id = ${unitId}
      and posting.starts_on <= ${today} and (posting.ends_on is null or posting.ends_on >= ${today})))`;
}

export interface Standing {
  /** In the group now. */
  member: boolean;
  open: {
    id: string;
    number: string;
    status: RequestStatus;
    submittedBy: string;
    submittedAt: Date;
  } | null;
}

/** How a person stands to a group: member, or with a request under way (other than `except`). */
export async function standingOf(
  on: Reader,
  personId: string,
  groupId: string,
  except: string | null = null,
): Promise<Standing> {
  const [row] = await on.execute<{
    member: boolean;
    id: string | null;
    number: string;
    status: RequestStatus;
    by: string;
    at: string;
  }>(sql`
    select exists (
        select 1 from memberships m where m.person_id = ${personId} and m.group_id = ${groupId} and m.until is null
      ) as member, r.id, r.number, r.status, s.name as "by", r.submitted_at as at
    from (select 1) one
    left join membership_requests r on r.person_id = ${personId} and r.group_id = ${groupId}
      and r.status in ('reported', 'submitted', 'approved') and r.id is distinct from ${except}::uuid
    left join people s on s.id = r.submitted_by`);
  if (!row) throw new Error('a statement without FROM rows');
  const { member, id, number, status, by, at } = row;
  return { member, open: id ? { id, number, status, submittedBy: by, submittedAt: new Date(at) } : null };
}

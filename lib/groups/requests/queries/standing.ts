import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { secondaryPostings } from '@/db/schema/identity';
import type { RequestStatus } from '@/db/schema/membership';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { openRequestMessage } from '../rules';

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

interface Pair {
  personId: string;
  groupId: string;
}

/** How people stand to groups: member, or with a request under way (other than those of `except`). One statement. */
export async function standingsOf(
  on: Reader,
  pairs: readonly Pair[],
  except: readonly string[] = [],
): Promise<(one: Pair) => Standing> {
  if (!pairs.length) return () => nothing;
  // One parameter each, however many there are: a statement takes only so many.
  const wanted = JSON.stringify(
    pairs.map(({ personId, groupId }) => ({ person: personId, in_group: groupId })),
  );
  const others = except.length
    ? sql`and r.id not in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(except)}::jsonb))`
    : sql``;
  const rows = await on.execute<{
    person: string;
    in_group: string;
    member: boolean;
    id: string | null;
    number: string;
    status: RequestStatus;
    by: string;
    at: string;
  }>(sql`
    select wanted.person, wanted.in_group, exists (
        select 1 from memberships m
        where m.person_id = wanted.person and m.group_id = wanted.in_group and m.until is null
      ) as member, r.id, r.number, r.status, s.name as "by", r.submitted_at as at
    from jsonb_to_recordset(${wanted}::jsonb) as wanted (person uuid, in_group uuid)
    left join membership_requests r on r.person_id = wanted.person and r.group_id = wanted.in_group
      and r.status in ('reported', 'submitted', 'approved') ${others}
    left join people s on s.id = r.submitted_by`);
  const byPair = new Map(
    rows.map(({ person, in_group, member, id, number, status, by, at }) => [
      `${person} ${in_group}`,
      { member, open: id ? { id, number, status, submittedBy: by, submittedAt: new Date(at) } : null },
    ]),
  );
  return ({ personId, groupId }) => byPair.get(`${personId} ${groupId}`) ?? nothing;
}

const nothing: Standing = { member: false, open: null };

/** How one person stands to one group. */
export async function standingOf(on: Reader, personId: string, groupId: string): Promise<Standing> {
  return (await standingsOf(on, [{ personId, groupId }]))({ personId, groupId });
}

/** Why somebody who stands so to the group cannot be asked in; null when nothing stands in the way. */
export function standingObstacle(
  { personName, groupName }: { personName: string; groupName: string },
  { member, open }: Standing,
): string | null {
  if (member) return `${personName}已在「${groupName}」中，无需申请`;
  return open ? openRequestMessage(personName, open) : null;
}

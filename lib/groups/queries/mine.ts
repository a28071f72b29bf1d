import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { memberships, type NicknameState } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayReportLeave } from '../leaving/policy';
import { nicknameState } from '../nickname/queries';
import { mayConfirmNickname } from '../policy';

export interface MyMembership {
  id: string;
  groupId: string;
  groupName: string;
  platform: Platform;
  nickname: string;
  /** Null in a group of the portal, which shows it by itself. */
  nicknameState: NicknameState | null;
  since: Date;
  /** A leave under way, by its number. */
  leaving: { id: string; number: string } | null;
  may: { confirmNickname: boolean; leave: boolean };
}

const mostShown = 200;

/** The groups the actor himself is in, those whose nickname is still to be set first. */
export async function myMemberships(actor: Actor): Promise<MyMembership[]> {
  const rows = await db()
    .select({
      id: memberships.id,
      groupId: groups.id,
      groupName: groups.name,
      platform: groups.platform,
      personId: memberships.personId,
      nickname: memberships.nickname,
      nicknameState,
      since: memberships.since,
      openId: sql<string | null>`leaving.id`,
      openNumber: sql<string | null>`leaving.number`,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .leftJoin(
      sql`membership_requests leaving`,
      sql`leaving.person_id = ${memberships.personId} and leaving.group_id = ${memberships.groupId}
        and leaving.kind = 'leave' and leaving.status in ('reported', 'submitted')`,
    )
    .where(
      and(
        sql`${memberships.personId} = ${actor.personId}`,
        isNull(memberships.until),
        isNull(groups.archivedAt),
      ),
    )
    .orderBy(asc(sql`${nicknameState} is distinct from 'to_set'`), groups.pinyin)
    .limit(mostShown);
  return rows.map(({ personId, openId, openNumber, ...row }) => ({
    ...row,
    leaving: openId && openNumber ? { id: openId, number: openNumber } : null,
    may: {
      confirmNickname:
        row.nicknameState === 'to_set' &&
        mayConfirmNickname(actor, { personId, groupId: row.groupId }).allowed,
      leave: openId === null && mayReportLeave(actor, personId).allowed,
    },
  }));
}

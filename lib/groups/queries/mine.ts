import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { memberships, type NicknameState } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayConfirmNickname } from '../policy';

export interface MyMembership {
  id: string;
  groupId: string;
  groupName: string;
  platform: Platform;
  nickname: string;
  nicknameState: NicknameState;
  since: Date;
  may: { confirmNickname: boolean };
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
      nicknameState: memberships.nicknameState,
      since: memberships.since,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(
      and(
        sql`${memberships.personId} = ${actor.personId}`,
        isNull(memberships.until),
        isNull(groups.archivedAt),
      ),
    )
    .orderBy(asc(sql`${memberships.nicknameState} = 'confirmed'`), groups.pinyin)
    .limit(mostShown);
  return rows.map(({ personId, ...row }) => ({
    ...row,
    may: {
      confirmNickname:
        row.nicknameState === 'to_set' &&
        mayConfirmNickname(actor, { personId, groupId: row.groupId }).allowed,
    },
  }));
}

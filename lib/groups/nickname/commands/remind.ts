import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays, openMoment } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { handlersOf } from '../../orders/queries/recipients';
import { askedAt, nicknamesAreSet } from '../queries';

const clause = '2.1.2';
const dayMs = 86_400_000;
/** Those that fell due last come first, so that what was told before cannot stand in their way. */
const mostAtOnce = 2_000;

interface Waiting {
  id: string;
  personId: string;
  hasAccount: boolean;
  groupId: string;
  groupName: string;
  nickname: string;
  askedAt: Date;
}

/**
 * Reminds of nicknames that have been waiting longer than the days that are set: the member himself, once; of members without an
 * account the group's administrators, once a week. Only the system itself may.
 */
export const remindNicknames = command(
  { name: 'nickname.remind', clause },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const calendar = await workCalendar(tx);
    const at = now();
    if (openMoment(calendar, at).getTime() !== at.getTime()) return { reminded: 0 };
    const { 'nickname.reminder_days': days } = await settingsNow(tx);
    const waiting = await waitingSince(tx, new Date(at.getTime() - days * dayMs));
    const due = waiting.filter((row) => addWorkingDays(calendar, row.askedAt, days) < at);
    const reminded = (await remindMembers(tx, due, days)) + (await remindAdministrators(tx, due, at));
    if (reminded) await record(tx, actor, { action: 'nickname.remind', clause, after: { reminded } });
    return { reminded };
  },
);

/** Working days are at least as many days. */
async function waitingSince(tx: Tx, before: Date): Promise<Waiting[]> {
  return tx
    .select({
      id: memberships.id,
      personId: memberships.personId,
      hasAccount: sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = ${memberships.personId})`,
      groupId: groups.id,
      groupName: groups.name,
      nickname: memberships.nickname,
      askedAt,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(
      and(
        eq(memberships.nicknameState, 'to_set'),
        isNull(memberships.until),
        isNull(groups.archivedAt),
        nicknamesAreSet,
        sql`${askedAt} < ${before.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(desc(askedAt), desc(memberships.id))
    .limit(mostAtOnce);
}

async function remindMembers(tx: Tx, due: readonly Waiting[], days: number): Promise<number> {
  return notify(
    tx,
    due
      .filter(({ hasAccount }) => hasAccount)
      .map(({ id, personId, groupName, nickname, askedAt: asked }) => ({
        personId,
        kind: 'nickname' as const,
        title: `您在「${groupName}」的群昵称还没有确认，请改为「${nickname}」`,
        detail: `已超过 ${days} 个工作日；改好后在「我的」中确认（制度 2.1.2）`,
        href: '/me',
        dedupeKey: `nickname.due:${id}:${officeDay(asked)}`,
      })),
  );
}

async function remindAdministrators(tx: Tx, due: readonly Waiting[], at: Date): Promise<number> {
  const byGroup = new Map<string, Waiting[]>();
  for (const row of due)
    if (!row.hasAccount) byGroup.set(row.groupId, [...(byGroup.get(row.groupId) ?? []), row]);
  const handlers = await handlersOf(tx, [...byGroup.keys()]);
  const week = Math.floor(at.getTime() / (7 * dayMs));
  return notify(
    tx,
    [...byGroup].flatMap(([groupId, rows]) =>
      (handlers.get(groupId) ?? []).map((personId) => ({
        personId,
        kind: 'nickname' as const,
        title: `「${rows[0]?.groupName ?? ''}」有 ${rows.length} 名没有账号的成员昵称待改，请在群内提醒`,
        href: `/membership/nicknames?state=to_set&wrong=none&group=${groupId}&sort=asked`,
        dedupeKey: `nickname.due:${groupId}:${week}`,
      })),
    ),
  );
}

import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { accounts, people, sessions } from '@/db/schema/identity';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { afterPassword } from '../../accounts/commands/reauthenticate';
import type { accountInput, endEverySessionInput, endMySessionsInput } from '../../accounts/input';
import { mayEndSessions, mayManageOwn } from '../../accounts/policy';

interface Which {
  /** One of the two; the person's account is looked up. */
  accountId?: string;
  personId?: string;
  /** This session stays. */
  except?: string | null;
  /** Why, as the person and the administrator read it. */
  reason: string;
}

/** Ends open sessions in the caller's transaction; the next request of each is a stranger's. @returns how many ended. */
export async function endSessionsOf(tx: Tx, { accountId, personId, except, reason }: Which): Promise<number> {
  const account = personId
    ? sql`(select ${accounts.id} from ${accounts} where ${accounts.personId} = ${personId})`
    : accountId;
  const ended = await tx
    .update(sessions)
    .set({ endedAt: now(), endedReason: reason })
    .where(
      and(
        eq(sessions.accountId, account ?? ''),
        isNull(sessions.endedAt),
        except ? ne(sessions.id, except) : undefined,
      ),
    )
    .returning({ id: sessions.id });
  return ended.length;
}

/** Ends chosen sessions of my own, also the one I am using; asks for my password first. */
export const endMySessions = afterPassword(
  command<z.output<typeof endMySessionsInput>, { ended: number }>(
    { name: 'session.end_own' },
    async (tx, actor, { sessionIds }) => {
      const grant = granted(mayManageOwn(actor));
      const accountId = actor.accountId ?? refuse('session', '登录已失效，请重新登录');
      const ended = await tx
        .update(sessions)
        .set({ endedAt: now(), endedReason: '本人结束' })
        .where(
          and(inArray(sessions.id, sessionIds), eq(sessions.accountId, accountId), isNull(sessions.endedAt)),
        )
        .returning({ id: sessions.id });
      if (!ended.length) refuse('not_found', '所选会话已经结束');
      await record(tx, actor, {
        action: 'session.end_own',
        entity: { type: 'account', id: accountId, label: actor.name },
        grant,
        after: { ended: ended.length },
      });
      return { ended: ended.length };
    },
  ),
);

/** Ends every open session of a person, e.g. when a telephone was lost. */
export const endSessionsOfPerson = command<z.output<typeof accountInput>, { ended: number }>(
  { name: 'session.end', entity: ({ personId }) => ({ type: 'person', id: personId, label: '人员' }) },
  async (tx, actor, { personId, reason }) => {
    const grant = granted(mayEndSessions(actor));
    const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, personId));
    if (!person) return refuse('not_found', '没有找到这个人');
    const ended = await endSessionsOf(tx, { personId, reason: `系统管理员结束：${reason}` });
    await record(tx, actor, {
      action: 'session.end',
      entity: { type: 'person', id: personId, label: person.name },
      grant,
      reason,
      after: { ended },
    });
    return { ended };
  },
);

/** Ends everybody's sessions but the actor's own, e.g. after a leak. */
export const endEverySession = command<z.output<typeof endEverySessionInput>, { ended: number }>(
  { name: 'session.end_all' },
  async (tx, actor, { reason }) => {
    const grant = granted(mayEndSessions(actor));
    const ended = await tx
      .update(sessions)
      .set({ endedAt: now(), endedReason: `系统管理员结束全部会话：${reason}` })
      .where(and(isNull(sessions.endedAt), actor.sessionId ? ne(sessions.id, actor.sessionId) : undefined))
      .returning({ id: sessions.id });
    await record(tx, actor, { action: 'session.end_all', grant, reason, after: { ended: ended.length } });
    return { ended: ended.length };
  },
);

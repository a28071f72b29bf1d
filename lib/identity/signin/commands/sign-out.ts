import { and, eq, isNull } from 'drizzle-orm';
import { sessions } from '@/db/schema/identity';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { command } from '@/lib/workflow/command';

/** Ends the session the actor is using; doing it again, or without one, changes nothing. */
export const signOut = command<void, null>({ name: 'account.sign_out' }, async (tx, actor) => {
  const ended = actor.sessionId
    ? await tx
        .update(sessions)
        .set({ endedAt: now(), endedReason: '退出登录' })
        .where(and(eq(sessions.id, actor.sessionId), isNull(sessions.endedAt)))
        .returning({ id: sessions.id })
    : [];
  if (ended.length)
    await record(tx, actor, {
      action: 'account.sign_out',
      entity: { type: 'account', id: actor.accountId ?? '', label: actor.name },
    });
  return null;
});

import { and, isNotNull, lt, or } from 'drizzle-orm';
import { pendingSignIns } from '@/db/schema/factors';
import { accounts, rateLimits, sessions } from '@/db/schema/identity';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';

const dayMs = 86_400_000;
/** Long enough to find one's own earlier sessions; that they were is in the audit trail for years. */
const sessionDays = 90;
/** Somebody who comes late with his slip is told that it has expired, not that it is wrong. */
const codeDays = 30;

/**
 * Forgets sessions that ended or ran out 90 days ago, sign-ins whose second step never came, and counters of attempts that
 * count no more. Only the system itself may.
 */
export const purgeSessions = command(
  { name: 'session.purge' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const limit = new Date(now().getTime() - sessionDays * dayMs);
    const gone = await tx
      .delete(sessions)
      .where(or(lt(sessions.endedAt, limit), lt(sessions.expiresAt, limit)))
      .returning({ id: sessions.id });
    await tx.delete(pendingSignIns).where(lt(pendingSignIns.expiresAt, now()));
    await tx.delete(rateLimits).where(lt(rateLimits.expire, now()));
    if (gone.length) await record(tx, actor, { action: 'session.purge', after: { ended: gone.length } });
    return gone.length;
  },
);

/** Forgets one-time codes that expired 30 days ago. Only the system itself may. */
export const purgeCodes = command(
  { name: 'account.purge_codes' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const limit = new Date(now().getTime() - codeDays * dayMs);
    const gone = await tx
      .update(accounts)
      .set({ codeHash: null, codeExpiresAt: null })
      .where(and(isNotNull(accounts.codeHash), lt(accounts.codeExpiresAt, limit)))
      .returning({ id: accounts.id });
    if (gone.length)
      await record(tx, actor, { action: 'account.purge_codes', after: { ended: gone.length } });
    return gone.length;
  },
);

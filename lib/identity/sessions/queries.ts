import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { sessions } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { sha256 } from '@/lib/core/crypto';
import { settingsNow } from '@/lib/settings/queries';
import { browserName, endOf, type SessionEnd, type SessionLimits } from './rules';

export interface MySession {
  id: string;
  browser: string;
  address: string | null;
  startedAt: Date;
  lastSeenAt: Date;
  /** The one this page is read with. */
  current: boolean;
}

const mostShown = 50;

/** The actor's own sessions that still stand, this one first. */
export async function mySessions(actor: Actor): Promise<MySession[]> {
  if (!(actor.accountId && actor.sessionId)) return [];
  const at = now();
  const { 'signin.idle_minutes': idle } = await settingsNow();
  const rows = await db()
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.accountId, actor.accountId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, at),
        gt(sessions.lastSeenAt, new Date(at.getTime() - idle * 60_000)),
      ),
    )
    .orderBy(desc(eq(sessions.id, actor.sessionId)), desc(sessions.lastSeenAt))
    .limit(mostShown);
  return rows.map(({ id, userAgent, address, startedAt, lastSeenAt }) => ({
    id,
    browser: browserName(userAgent),
    address,
    startedAt,
    lastSeenAt,
    current: id === actor.sessionId,
  }));
}

/** How the session of this secret ended, for whoever holds it and nobody else; null when there never was one. One statement. */
export async function endedSession(secret: string): Promise<({ how: SessionEnd } & SessionLimits) | null> {
  const { startedAt, lastSeenAt, expiresAt, endedAt } = sessions;
  const [session] = await db()
    .select({ startedAt, lastSeenAt, expiresAt, endedAt })
    .from(sessions)
    .where(eq(sessions.secretHash, sha256(secret)));
  if (!session) return null;
  const settings = await settingsNow();
  const limits = {
    idleMinutes: settings['signin.idle_minutes'],
    hours: settings['signin.absolute_hours'],
  };
  return { how: endOf(session, now(), limits), ...limits };
}

export interface SignInRecord {
  id: number;
  at: Date;
  address: string | null;
  done: boolean;
  /** Why it failed. */
  reason: string | null;
}

/** The last ten attempts to sign in to the actor's own account, whoever made them, as the audit trail has them. */
export async function mySignIns(actor: Actor): Promise<SignInRecord[]> {
  if (!actor.accountId) return [];
  const rows = await db()
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      address: auditEvents.address,
      outcome: auditEvents.outcome,
      reason: auditEvents.reason,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.entityType, 'account'),
        eq(auditEvents.entityId, actor.accountId),
        eq(auditEvents.action, 'account.sign_in'),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(10);
  return rows.map(({ outcome, ...row }) => ({ ...row, done: outcome === 'done' }));
}

import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sessions } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { randomToken, sha256 } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';

/** Whoever has just proved who he is goes on under a new token; one that leaked before is worth nothing. */
export async function renewSecret(
  tx: Tx,
  actor: Actor,
  gained: { secondFactor?: true } = {},
): Promise<string> {
  const secret = randomToken();
  const renewed = await tx
    .update(sessions)
    .set({ secretHash: sha256(secret), ...gained })
    .where(and(eq(sessions.id, actor.sessionId ?? sql`null`), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  if (!renewed.length) refuse('session', '登录已失效，请重新登录');
  return secret;
}

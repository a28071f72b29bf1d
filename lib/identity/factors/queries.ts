import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, recoveryCodes, secondFactors } from '@/db/schema/identity';
import { street } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { decrypt } from '@/lib/core/crypto';
import { passwordMatches } from '@/lib/core/password';
import { acceptedStep, totpAddress } from '@/lib/core/totp';
import { settingsNow } from '@/lib/settings/queries';
import { inGroups, needsSecondFactor } from './rules';

export interface MyFactor {
  username: string;
  /** Null as long as there is none. */
  enrolledAt: Date | null;
  recoveryCodesLeft: number;
  /** Whether a role of the actor's asks for it, so that it cannot be given up. */
  required: boolean;
  /** What is to be scanned or typed into the telephone, while a new factor is being set up in this session. */
  offer: { address: string; secret: string } | null;
}

function offerOf(streetName: string, username: string, cipher: string | null): MyFactor['offer'] {
  if (!cipher) return null;
  const secret = decrypt(cipher);
  return { address: totpAddress(`群序 ${streetName}`.trim(), username, secret), secret: inGroups(secret) };
}

/** How the actor's own second factor stands. Null for somebody without an account. */
export async function myFactor(actor: Actor): Promise<MyFactor | null> {
  if (!actor.accountId) return null;
  const offered = and(
    eq(secondFactors.accountId, accounts.id),
    eq(secondFactors.offeredSessionId, actor.sessionId ?? sql`null`),
  );
  const unused = and(eq(recoveryCodes.accountId, accounts.id), isNull(recoveryCodes.usedAt));
  const [[row], settings] = await Promise.all([
    db()
      .select({
        username: accounts.username,
        streetName: sql<string>`coalesce((select ${street.name} from ${street}), '')`,
        enrolledAt: secondFactors.enrolledAt,
        recoveryCodesLeft: db().$count(recoveryCodes, unused),
        cipher: sql<string | null>`case when ${offered} then ${secondFactors.offeredCipher} end`,
      })
      .from(accounts)
      .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id))
      .where(eq(accounts.id, actor.accountId)),
    settingsNow(),
  ]);
  if (!row) return null;
  const { streetName, cipher, ...factor } = row;
  return {
    ...factor,
    required: needsSecondFactor(actor.grants, settings['signin.second_factor']),
    offer: offerOf(streetName, factor.username, cipher),
  };
}

/** Whether the code comes from the app that is being set up in the actor's session: asked before codes are hashed. */
export async function offerMatches(actor: Actor, code: string): Promise<boolean> {
  const [row] = await db()
    .select({ cipher: secondFactors.offeredCipher })
    .from(secondFactors)
    .where(
      and(
        eq(secondFactors.accountId, actor.accountId ?? sql`null`),
        eq(secondFactors.offeredSessionId, actor.sessionId ?? sql`null`),
      ),
    );
  return !!row?.cipher && acceptedStep(decrypt(row.cipher), code, now(), 0) !== null;
}

/** The unused recovery code of the account that was typed, by its id; the command takes it. Ten hashes at most. */
export async function matchingRecoveryCode(
  _actor: Actor,
  accountId: string,
  code: string,
): Promise<string | null> {
  const unused = await db()
    .select({ id: recoveryCodes.id, hash: recoveryCodes.codeHash })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)))
    .orderBy(asc(recoveryCodes.id))
    .limit(10);
  const matches = await Promise.all(unused.map(({ hash }) => passwordMatches(code, hash)));
  return unused[matches.indexOf(true)]?.id ?? null;
}

import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { passwordHistory } from '@/db/schema/factors';
import { accounts, people } from '@/db/schema/identity';
import { street, units } from '@/db/schema/units';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';
import { commonPasswords } from '../common-passwords';
import { contextWords, type PasswordSurroundings, passwordProblem } from '../rules/password';

/** Refuses, at its field, a password that is short, common or made of its owner's surroundings. */
export async function checkPassword(tx: Tx, password: string, who: PasswordSurroundings): Promise<void> {
  const { 'signin.password_length': shortest, 'signin.password_kinds': kinds } = await settingsNow(tx);
  const problem = passwordProblem(password, {
    shortest,
    kinds,
    common: commonPasswords(),
    words: contextWords(who),
  });
  if (problem) refuse('invalid', problem, { fields: { password: problem } });
}

/** Who the account belongs to, as far as it can be guessed from. */
export async function surroundingsOf(tx: Tx, accountId: string): Promise<PasswordSurroundings> {
  const [row] = await tx
    .select({
      username: accounts.username,
      name: people.name,
      unitName: units.name,
      unitShortName: units.shortName,
      streetName: sql<string>`coalesce((select ${street.name} from ${street}), '')`,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(eq(accounts.id, accountId));
  return row ?? refuse('session', '登录已失效，请重新登录');
}

/**
 * Keeps the hash of a password that is being replaced, as far as the setting forbids to choose it again; older ones are
 * forgotten, and all of them where it forbids nothing.
 */
export async function keepFormer(tx: Tx, accountId: string, replaced: string | null): Promise<void> {
  const { 'signin.password_history': most } = await settingsNow(tx);
  const mine = eq(passwordHistory.accountId, accountId);
  if (most <= 1) {
    await tx.delete(passwordHistory).where(mine);
    return;
  }
  if (replaced)
    await tx
      .insert(passwordHistory)
      .values({ id: newId(), accountId, passwordHash: replaced, replacedAt: now() });
  const kept = tx
    .select({ id: passwordHistory.id })
    .from(passwordHistory)
    .where(mine)
    .orderBy(desc(passwordHistory.replacedAt), desc(passwordHistory.id))
    .limit(most);
  await tx.delete(passwordHistory).where(and(mine, notInArray(passwordHistory.id, kept)));
}

import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, people } from '@/db/schema/identity';
import { street, units } from '@/db/schema/units';
import { refuse } from '@/lib/core/errors';
import { settingsNow } from '@/lib/settings/queries';
import { commonPasswords } from '../common-passwords';
import { contextWords, type PasswordSurroundings, passwordProblem } from '../rules/password';

/** Refuses, at its field, a password that is short, common or made of its owner's surroundings. */
export async function checkPassword(tx: Tx, password: string, who: PasswordSurroundings): Promise<void> {
  const { 'signin.password_length': shortest } = await settingsNow(tx);
  const problem = passwordProblem(password, {
    shortest,
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

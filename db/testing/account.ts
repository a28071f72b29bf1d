import { db } from '@/db/client';
import { accounts } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { anonymousActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { hashPassword } from '@/lib/core/password';
import { actorOfSession } from '@/lib/identity/queries/actor';
import type { SignedIn } from '@/lib/identity/signin/commands/session';
import { type Browser, signIn } from '@/lib/identity/signin/commands/sign-in';

export const testPassword = '春眠不觉晓-处处闻啼鸟';

/** Gives somebody of the test street an account with `testPassword`; returns its id. */
export async function giveAccount(person: Actor, username: string): Promise<string> {
  const id = newId();
  const personId = person.personId ?? '';
  const passwordHash = await hashPassword(testPassword);
  await db().insert(accounts).values({ id, personId, username, passwordHash, createdAt: now() });
  return id;
}

/** An account that nobody has signed in with yet: what is sent to its person reaches him. */
export async function openAccount({ personId }: Pick<Actor, 'personId'>): Promise<void> {
  await db()
    .insert(accounts)
    .values({ id: newId(), personId: personId ?? '', username: `user-${personId}`, createdAt: now() });
}

const bare: Browser = { userAgent: null, previousSecret: null, device: null };

/** Signs in as the form would, from an address and a browser. */
export function trySignIn(
  username: string,
  password: string,
  from: { address?: string } & Partial<Browser> = {},
): Promise<Result<SignedIn>> {
  const { address = '10.0.0.7', ...browser } = from;
  return signIn(anonymousActor(address), { username, password }, { ...bare, ...browser });
}

/** The actor of somebody with an account, signed in. */
export async function signedIn(username: string, from: Parameters<typeof trySignIn>[2] = {}) {
  const result = await trySignIn(username, testPassword, from);
  if (!result.ok) throw new Error(result.refusal.message);
  const actor = await actorOfSession(result.value.secret, from.address ?? '10.0.0.7');
  if (!actor) throw new Error('the session does not stand');
  return { actor, secret: result.value.secret };
}

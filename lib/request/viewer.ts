import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import type { PermissionName } from '@/lib/access/permissions';
import { sessionTokenSecret } from '@/lib/core/crypto';
import { DatabaseAway, isDatabaseAway } from '@/lib/core/errors';
import { actorOfSession } from '@/lib/identity/queries/actor';
import { sessionCookie } from './cookie';
import { clientAddress } from './origin';

/** The session secret in the sign-in cookie, when there is one that we issued. */
async function sessionSecret(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (!token) return null;
  const payload = await decode({ token, secret: sessionTokenSecret() }).catch(() => null);
  return typeof payload?.session === 'string' ? payload.session : null;
}

/** Who sent this request: a signed-in person, or the anonymous actor. One look-up a request. */
export const currentActor = cache(async (): Promise<Actor> => {
  const head = await headers();
  const address = clientAddress(head);
  const secret = await sessionSecret();
  try {
    const actor = secret ? await actorOfSession(secret, address) : null;
    return actor ?? anonymousActor(address);
  } catch (error) {
    if (isDatabaseAway(error)) throw new DatabaseAway('database away', { cause: error });
    throw error;
  }
});

/** The signed-in person, for a page; others are led to sign in and back, or to set their password first. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor.personId)
    redirect(`/login?next=${encodeURIComponent((await headers()).get('x-qunxu-path') ?? '/')}`);
  if (actor.mustChangePassword) redirect('/password');
  return actor;
}

/** Whether a page may be shown at all; what it shows is decided again, row by row, in its queries. */
export async function pageActor(permission: PermissionName): Promise<Actor | null> {
  const actor = await requireActor();
  return mayAtAll(actor, permission) ? actor : null;
}

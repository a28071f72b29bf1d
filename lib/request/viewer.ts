import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { type Actor, anonymousActor, type FirstDuty } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import type { PermissionName } from '@/lib/access/permissions';
import { roles } from '@/lib/access/roles';
import { now } from '@/lib/core/clock';
import { DatabaseAway, isDatabaseAway } from '@/lib/core/errors';
import { formatMoment } from '@/lib/core/time';
import { actorOfSession } from '@/lib/identity/queries/actor';
import { shellFacts } from '@/lib/identity/queries/shell';
import { endedSession } from '@/lib/identity/sessions/queries';
import { theStreet } from '@/lib/identity/setup/queries';
import { awaitingActor } from '@/lib/identity/signin/queries';
import { navigationFor, type ShellViewer } from './navigation';
import { clientAddress } from './origin';
import { returnPath } from './return-path';
import { sessionSecret } from './session-token';

/** Who sent this request: a signed-in person, or the anonymous actor. One look-up a request. */
export const currentActor = cache(async (): Promise<Actor> => {
  const head = await headers();
  const address = clientAddress(head);
  const secret = await sessionSecret();
  try {
    if (!secret) return anonymousActor(address);
    const actor = await actorOfSession(secret, address);
    return actor ?? (await awaitingActor(secret, address)) ?? anonymousActor(address);
  } catch (error) {
    if (isDatabaseAway(error)) throw new DatabaseAway('database away', { cause: error });
    throw error;
  }
});

/** How the session ended that this browser still has the cookie of; null when it has none, and after signing out. */
export async function sessionEnd(): ReturnType<typeof endedSession> {
  const secret = await sessionSecret();
  return secret ? endedSession(secret) : null;
}

/** The path of the page that is asked for, without what comes after `?`. */
export async function askedPath(): Promise<string> {
  return (await headers()).get('x-qunxu-path')?.split('?')[0] ?? '/';
}

/** The address with the way back to where somebody was going. */
async function onTheWay(path: string): Promise<string> {
  const asked = returnPath((await headers()).get('x-qunxu-path'));
  return asked === '/' ? path : `${path}?next=${encodeURIComponent(asked)}`;
}

/** /login or its second step, or /setup while there is no street to sign in to. */
async function signInPath(actor: Actor): Promise<string> {
  if (actor.awaiting) return onTheWay('/second-factor');
  return (await theStreet()) ? onTheWay('/login') : '/setup';
}

const firstPaths: Record<FirstDuty, string> = {
  password: '/password',
  second_factor: '/second-factor/enrol',
};

/** The signed-in person, for a page; others are led to sign in and back, or to what they must do first. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor.personId) redirect(await signInPath(actor));
  if (actor.mustFirst) redirect(await onTheWay(firstPaths[actor.mustFirst]));
  return actor;
}

/** Whether a page may be shown at all; what it shows is decided again, row by row, in its queries. */
export async function pageActor(permission: PermissionName): Promise<Actor | null> {
  const actor = await requireActor();
  return mayAtAll(actor, permission) ? actor : null;
}

/** The role that weighs most, as the table of roles lists them: `部门/社区负责人`, `街道办公室管理员 等 2 个角色`, `群成员`. */
function roleLabel(actor: Actor): string {
  const weight = Object.keys(roles);
  const [first, ...more] = actor.grants
    .filter((grant) => grant.role !== 'member')
    .sort((a, b) => weight.indexOf(a.role) - weight.indexOf(b.role));
  if (!first) return roles.member;
  const label = first.onBehalfOf ? `代${first.onBehalfOf.name}` : roles[first.role];
  return more.length ? `${label} 等 ${more.length + 1} 个角色` : label;
}

/** What the shell shows around the page at `path`; `waiting` counts by address what waits there. One statement. */
export async function shellViewer(
  actor: Actor,
  waiting: Parameters<typeof shellFacts>[1],
  path: string,
): Promise<ShellViewer> {
  const { counts, ...facts } = await shellFacts(actor, waiting);
  const all = Object.values(counts).reduce((total, count) => total + count, 0);
  return {
    ...facts,
    name: actor.name,
    roleLabel: roleLabel(actor),
    nav: navigationFor(actor, { ...counts, '/': all, '/inbox': facts.unread }),
    path,
    now: formatMoment(now()),
  };
}

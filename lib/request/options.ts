import { type Actor, firstDuties } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { refusedAnswer } from './answer';
import { outcomeOf } from './outcome';
import { currentActor } from './viewer';

const longestSearch = 50;

/** What was typed into a picker, as its query may read it. */
export function typed(params: URLSearchParams): string {
  return (params.get('q') ?? '').replaceAll('\0', '').slice(0, longestSearch);
}

/**
 * Makes the GET handler of a picker. Only a session that may do everything its person may is answered: not one that must
 * set a password or a second factor first. Refusals are JSON `{code, message}`: 401 without such a session, 503 while the
 * database is away.
 */
export function options<Shown extends object>(
  read: (actor: Actor, params: URLSearchParams) => Promise<Shown>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const outcome = await outcomeOf('options.read', async () => {
      const actor = await currentActor();
      if (!actor.personId) refuse('session', '登录已失效，请重新登录');
      if (actor.mustFirst) refuse('session', firstDuties[actor.mustFirst]);
      return { ok: true, value: await read(actor, new URL(request.url).searchParams) };
    });
    if (!outcome.ok) return refusedAnswer(outcome.refusal);
    return Response.json(outcome.value, { headers: { 'Cache-Control': 'no-store' } });
  };
}

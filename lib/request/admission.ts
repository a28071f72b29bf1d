import { type Actor, anonymousActor, type FirstDuty, firstDuties } from '@/lib/access/actor';
import { recordRefusal } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { clientAddress, sameOrigin } from './origin';
import { currentActor } from './viewer';

export interface Wanted {
  /** What a refusal is recorded as. */
  name: string;
  /** What somebody is told whose session has ended. */
  ended: string;
  /** Also for people who must still do this before anything else: the act that does it. */
  first?: FirstDuty;
  /** Also without a session: first set-up, the second step of signing in. */
  open?: boolean;
}

/**
 * Who sends a request that is to change something: from a page of ours, with a session that has nothing left to do first.
 * Others are refused, and that is recorded.
 */
export async function admitted(head: Headers, { name, ended, first, open }: Wanted): Promise<Actor> {
  if (!sameOrigin(head)) {
    const stranger = anonymousActor(clientAddress(head));
    await recordRefusal(stranger, { action: name, refused: 'forbidden', reason: '请求来源不明' });
    refuse('forbidden', '请求来源不明，请在本系统页面内操作');
  }
  const actor = await currentActor();
  if (!(actor.personId || open)) {
    await recordRefusal(actor, { action: name, refused: 'session', reason: '未登录或登录已失效' });
    refuse('session', ended);
  }
  if (actor.mustFirst && actor.mustFirst !== first) {
    const reason = firstDuties[actor.mustFirst];
    await recordRefusal(actor, { action: name, refused: 'session', reason });
    refuse('session', reason);
  }
  return actor;
}

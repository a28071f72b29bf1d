import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { publishDue } from './commands/due';
import { dueNotices } from './queries/due';

/** Whether it is dealt with: what is not stays due, and the next minute's run tries it again. */
async function dealtWith(actor: Actor, id: string): Promise<boolean> {
  try {
    const outcome = await publishDue(actor, { id });
    if (!outcome.ok) log.error({ notice: id, refusal: outcome.refusal }, 'notice not published');
    return outcome.ok;
  } catch (error) {
    log.error({ err: error, notice: id }, 'notice not published');
    return false;
  }
}

/**
 * Sends out every notice whose time has come, each in a transaction of its own: it is out with all that follows, or still due. One that
 * fails holds up no other; the run then counts as failed, so that somebody looks.
 */
export async function publishDueNotices(actor: Actor): Promise<Result<{ looked: number }>> {
  const ids = await dueNotices(now());
  let failed = 0;
  for (const id of ids) {
    if (!(await dealtWith(actor, id))) failed += 1;
  }
  if (failed) throw new Error(`${failed} notices could not be published`);
  return { ok: true, value: { looked: ids.length } };
}

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

const mostNamed = 10;

/** Which notices did not go out, as the list of jobs shows it to the system administrator. */
function failureText(numbers: readonly string[]): string {
  const more = numbers.length > mostNamed ? '等' : '';
  return `${numbers.length} 条信息未能发布，将在下一分钟重试：${numbers.slice(0, mostNamed).join('、')}${more}`;
}

/**
 * Sends out every notice whose time has come, each in a transaction of its own: it is out with all that follows, or still due. One that
 * fails holds up no other; the run then counts as failed, so that somebody looks.
 */
export async function publishDueNotices(actor: Actor): Promise<Result<{ looked: number }>> {
  const due = await dueNotices(now());
  const failed: string[] = [];
  for (const { id, number } of due) {
    if (!(await dealtWith(actor, id))) failed.push(number ?? id);
  }
  if (failed.length) throw new Error(failureText(failed));
  return { ok: true, value: { looked: due.length } };
}

import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settleRoster } from '@/lib/groups/roster/commands/settle';
import { checkPasted } from '@/lib/groups/roster/commands/take';
import type { Act } from './facts';

/** Does an act of a roster check with the product's own command; `ids` are those of all lines, by place, each with its check. */
export function onRoster(
  actor: Actor,
  act: Extract<Act, { act: 'checkRoster' | 'settleRoster' }>,
  ids: readonly string[],
): Promise<Result<unknown>> {
  const submissionId = newId();
  if (act.act === 'checkRoster') {
    // The last line break says that each line is one nickname.
    const text = act.lines.map((line) => `${line.text}\n`).join('');
    return checkPasted(actor, { submissionId, groupId: act.group, text });
  }
  const [id = '', checkId = ''] = (ids[act.seen.row] ?? '').split(' ');
  const rows = [{ id, version: act.seen.version }];
  return settleRoster(actor, { submissionId, checkId, rows, step: act.step, reason: '工作需要' });
}
